//! The decision as the letter press sets it: the procedure's content in the document crate's terms.

use std::sync::Arc;

use spis_applications::form::{PaperForm, PaperSection};
use spis_applications::model::{DecisionContent, DecisionLine, LineOutcome, ReasonNode};
use spis_applications::{CounterPress, LetterPress, PaperNote, explanation};
use spis_documents::{
    Addressee, AmountPeriod, ApplicationReference, Arrears, AwardLine, Decider, DecisionLetter,
    Fact, FormAttachment, FormNotes, FormReceipt, FormRegistration, FormRow, FormSection,
    FormSheet, Office, Outcome, Reason, ShortLetter, SignatureState, decision_pdf, form_pdf,
    short_letter_pdf,
};

/// Sets letters with typst.
#[derive(Debug, Clone, Copy)]
struct TypstPress;

/// The letter press that jobs are given.
pub fn press() -> Arc<dyn LetterPress> {
    Arc::new(TypstPress)
}

/// The press of the counter's pages.
pub fn counter_press() -> Arc<dyn CounterPress> {
    Arc::new(TypstPress)
}

impl CounterPress for TypstPress {
    fn note_pdf(&self, note: &PaperNote) -> anyhow::Result<Vec<u8>> {
        Ok(short_letter_pdf(&ShortLetter {
            municipality: note.office.name.clone(),
            office: Office {
                name: note.office.unit.clone(),
                address: note.office.address.clone(),
                phone: note.office.phone.clone(),
                email: note.office.email.clone(),
            },
            addressee: Addressee {
                name: note.addressee.clone(),
                address: note.address.clone(),
            },
            title: note.title.clone(),
            footer: note.footer.clone(),
            day: note.day,
            facts: note.facts.clone(),
            listed: note.listed.clone(),
            paragraphs: note.paragraphs.clone(),
            signatures: note.signatures.clone(),
        })?)
    }
}

impl LetterPress for TypstPress {
    fn decision_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision_pdf(&letter(decision))?)
    }

    fn draft_pdf(&self, decision: &DecisionContent) -> anyhow::Result<Vec<u8>> {
        Ok(decision_pdf(&DecisionLetter {
            draft: true,
            ..letter(decision)
        })?)
    }

    fn form_pdf(&self, form: &PaperForm) -> anyhow::Result<Vec<u8>> {
        Ok(form_pdf(&sheet(form))?)
    }
}

fn sheet(form: &PaperForm) -> FormSheet {
    FormSheet {
        title: form.title.clone(),
        code: form.code.clone(),
        municipality: form.municipality.clone(),
        edition: form.edition,
        sections: sections(&form.sections),
        sheets: form
            .sheets
            .iter()
            .map(|sheet| FormAttachment {
                code: sheet.code.clone(),
                title: sheet.title.clone(),
                note: sheet.note.clone(),
                sections: sections(&sheet.sections),
            })
            .collect(),
        notes: form
            .notes
            .iter()
            .map(|part| FormNotes {
                title: part.title.clone(),
                lines: part.lines.clone(),
            })
            .collect(),
        declarations: form.declarations.clone(),
        notice: form.notice.clone(),
        registered: form.registered.as_ref().map(|registered| FormRegistration {
            number: registered.number.clone(),
            received_on: registered.received_on,
            signed_by: registered.signed_by.clone(),
            received_by: registered.received_by.clone(),
            enclosed: registered.enclosed.clone(),
        }),
        sent: form.sent.as_ref().map(|sent| FormReceipt {
            receipt_number: sent.receipt_number.clone(),
            sent_at: sent.sent_at,
            content_sha256: sent.content_sha256.clone(),
            declarations_version: sent.declarations_version.clone(),
            enclosed: sent.enclosed.clone(),
        }),
    }
}

fn sections(sections: &[PaperSection]) -> Vec<FormSection> {
    sections
        .iter()
        .map(|section| FormSection {
            title: section.title.clone(),
            rows: section
                .rows
                .iter()
                .map(|row| FormRow {
                    number: row.number.clone(),
                    label: row.label.clone(),
                    value: row.value.clone(),
                    source: row.source.clone(),
                    options: row.options.clone(),
                })
                .collect(),
        })
        .collect()
}

fn letter(d: &DecisionContent) -> DecisionLetter {
    DecisionLetter {
        municipality: d.municipality.clone(),
        office: Office {
            name: d.unit.clone(),
            address: d.office_address.clone(),
            phone: d.office_phone.clone(),
            email: d.office_email.clone(),
        },
        number: d.number.clone(),
        decided_on: d.decided_on,
        place: d.place.clone(),
        addressee: Addressee {
            name: d.addressee.clone(),
            address: d.addressee_address.clone(),
        },
        application: ApplicationReference {
            number: d.application_number.clone(),
            received_on: d.application_sent_on,
        },
        subject: d.subject.clone(),
        legal_basis: d.legal_basis.clone(),
        facts: d
            .facts
            .iter()
            .map(|f| Fact {
                statement: f.statement.clone(),
                source: f.source.clone(),
            })
            .collect(),
        lines: d
            .lines
            .iter()
            .map(|l| AwardLine {
                child_name: l.child_name.clone(),
                born_on: l.born_on,
                kind_name: l.kind_name.clone(),
                from: l.from,
                to: Some(l.to),
                amounts: l
                    .amounts
                    .iter()
                    .map(|a| AmountPeriod {
                        from: a.from,
                        to: Some(a.to),
                        amount: a.amount_cents,
                    })
                    .collect(),
                outcome: match l.outcome {
                    LineOutcome::Granted => Outcome::Granted,
                    LineOutcome::Refused => Outcome::Refused,
                },
                reason: refusal_in_full(l),
            })
            .collect(),
        reasoning: d.explanation.iter().flat_map(findings).collect(),
        own_words: d.own_words.clone(),
        monthly_total: d.monthly_total_cents,
        arrears: d.arrears.as_ref().map(|a| Arrears {
            from: a.from,
            to: a.to,
            total: a.total_cents,
        }),
        payment: d.payment.clone(),
        duties: d.payment.is_some().then(|| d.duties.clone()),
        appeal: d.appeal.clone(),
        decider: Decider {
            name: d.decider_name.clone(),
            position: d.decider_position.clone(),
            power_basis: d.power_basis.clone(),
        },
        // The only signature that this version knows; a qualified one or paper will be states of their own.
        signature_state: SignatureState::Adopted {
            journal_number: d.journal_number.clone(),
            at: d.adopted_at,
        },
        draft: false,
    }
}

/// A line's reason with what it met and what would change it.
fn refusal_in_full(line: &DecisionLine) -> String {
    let grounds = line.grounds.iter().map(|ground| {
        if ground.source.is_empty() {
            ground.statement.clone()
        } else {
            format!(
                "{} ({})",
                ground.statement.trim_end_matches('.'),
                ground.source
            ) + "."
        }
    });
    std::iter::once(line.reason.clone())
        .chain(grounds)
        .chain(line.remedy.clone())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The letter says what each child comes to by each kind. The whole tree is on the decision's page in the portal.
fn findings(child: &ReasonNode) -> Vec<Reason> {
    let name = child.text.split(':').next().unwrap_or_default();
    child
        .children
        .iter()
        .map(|finding| Reason {
            text: format!("{name}. {}", finding.text),
            ..reason(finding)
        })
        .collect()
}

fn reason(node: &ReasonNode) -> Reason {
    let given = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Reason {
        text: node.text.clone(),
        value: given(&node.value),
        source: given(&explanation::source_in_full(&node.source)),
        children: Vec::new(),
    }
}
