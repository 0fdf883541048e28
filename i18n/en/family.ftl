### The family: who acts for a child, with whom a child lives, the family's income.

## Check before the decision

family-change-known = whether the population register knows this person has changed
family-change-died = data on death have changed
family-change-protected = protection of the address has changed
family-change-spouse = data on the spouse have changed
family-change-shown = the register no longer links this child with the applicant
family-change-joined = the register has linked a new child with the applicant, or the child has come to live with the applicant
family-change-home = the residence declared with the applicant has changed
family-change-authority = the right to act for the child has changed
case-error-family-asked = What the population register said of the family is too old to decide by. We have asked the register again. When it answers, adopt the decision once more: if nothing has changed, it will be adopted.
case-error-family-awaited = The population register was asked about the family at { $time } and has not answered, so the decision cannot be adopted. Try later. If the register stays silent for long, return the proposal: the specialist will ask for a document on the child's residence or guardianship, and once it has come the decision can be adopted without the register.
case-error-family-changed = The decision was not adopted: something has changed in the population register since the calculation. { $what }. The case has gone back to calculation; the specialist will propose anew.
event-recheck-family = the population register was asked again before the decision
event-recalculate = the family's data have changed, calculated anew

## The power of attorney before a proposal

case-panel-represent = An authorised person applied in another's name. Check the power of attorney before you propose a decision: nothing can be proposed without the check.
case-panel-represent-link = Check the power of attorney
case-propose-holds-not = The power of attorney was found not to hold, so nothing can be granted. You can propose a refusal, or check the power of attorney again.

## Where the child lives and who acts for the child

wizard-at-home = { $name } lives with you, as the Population Register shows, { $time }.
wizard-at-home-not = No, { $name } lives elsewhere or by turns
form-gyvena-taip = With me
form-gyvena-taip-hint = No documents are needed if the population register shows the same.
form-gyvena-pakaitomis = With me and with the other parent in turns
form-gyvena-pakaitomis-ward = With me and with one of the parents in turns
form-gyvena-pakaitomis-hint = The benefit is paid to one of the parents. The municipality will ask for the parents' agreement or a court decision.
form-gyvena-kitas = With the other parent
form-gyvena-kitas-ward = With one of the parents
form-gyvena-kitas-hint = You may apply. The municipality will ask for the parents' agreement or a court decision on who gets the benefit.
form-gyvena-globejas = With a guardian or curator
form-gyvena-globejas-hint = You may apply. The municipality will ask for a document on the guardianship or curatorship.
form-gyvena-istaiga = In an institution that keeps the child fully
form-gyvena-istaiga-hint = For months in which the state or a municipality keeps the child fully, the benefit is not paid. The municipality will ask for the institution's certificate.
form-gyvena-kitur = Elsewhere, to study or for another reason
form-gyvena-kitur-hint = A child who left to study stays a member of the family. The municipality may ask for a school certificate or another document.
form-sp3a-globa = Which guardianship or curatorship of { $name } is set?
form-sp3a-globa-hint = We ask because the register shows you as the child's guardian or curator.
form-sp3a-globa-missing = Say which guardianship or curatorship of { $name } is set.
form-sp3a-globa-short = Guardianship or curatorship
form-sp3a-globa-nuolatine = Permanent
form-sp3a-globa-laikinoji = Temporary
form-sp3a-globa-laikinoji-hint = The benefit is paid while the temporary guardianship lasts. The municipality will ask for the document that set it.
form-sp3a-sutikimas = { $name } is 14 or older. Does { $name } ask for this benefit?
form-sp3a-sutikimas-hint = From the age of 14 the child applies, and the curator consents.
form-sp3a-sutikimas-missing = Answer whether { $name } asks for this benefit.
form-sp3a-sutikimas-short = The child applies
form-sp3a-sutikimas-praso = Yes, the child asks, and I, the curator, consent
form-sp3a-sutikimas-veliau = I have not asked the child yet
form-sp3a-sutikimas-veliau-hint = You may apply. The municipality will ask for an application signed by the child.

## The family and its income

form-sp3a-studentai = Do you have children aged 18 to 24 who study?
form-sp3a-studentai-hint = Answer if you ask for the additional benefit. Those who live elsewhere count too, for example in a dormitory. With them the family may be large, and then income is not assessed. We get the data on studies ourselves.
form-sp3a-studentai-missing = Answer whether you have children aged 18 to 24 who study.
form-sp3a-studentai-short = Older children who study
form-sp3a-sugyventinis = Does the child's other parent, to whom you are not married, live with you?
form-sp3a-sugyventinis-hint = Answer if you ask for the additional benefit. We see a spouse in the register; you need not name one.
form-sp3a-sugyventinis-missing = Answer whether the child's other parent lives with you.
form-sp3a-sugyventinis-short = The child's other parent lives in the household
form-sp3a-sugyv-vardas = Given name and surname of the other parent
form-sp3a-sugyv-vardas-hint = Fill in if the child's other parent lives with you.
form-sp3a-sugyv-vardas-missing = Write the name and surname of the parent who lives with you.
form-sp3a-sugyv-kodas = Personal code of the other parent
form-sp3a-sugyv-kodas-hint = Fill in if the child's other parent lives with you. We do not ask registers about this person: the municipality will ask for a document on the income.
form-sp3a-sugyv-kodas-missing = Write the personal code of the parent who lives with you.
form-sp3a-sugyv-kodas-own = Write the code of the parent who lives with you, not your own or a child's.
form-sp3a-kitos = Did your family get income that Lithuanian registers do not know of?
form-sp3a-kitos-hint = Answer if you ask for the additional benefit. For example from work abroad, a child's maintenance, rent. We see wages and Sodra's benefits in Lithuania ourselves.
form-sp3a-kitos-months = From { $from } to { $to }, for example from work abroad, a child's maintenance, rent. We see wages and Sodra's benefits in Lithuania ourselves. Answer if you ask for the additional benefit.
form-sp3a-kitos-missing = Answer whether the family got income that Lithuanian registers do not know of.
form-sp3a-kitos-short = Income that registers do not know of
form-sp3a-kitos-ne = No, there was no such income
form-sp3a-kitos-taip = Yes
form-sp3a-kitos-negalia = Income need not be assessed: the child has a disability
form-sp3a-kitos-negalia-hint = We will check it in the register. If the register shows no disability, the municipality may ask about income.
form-sp3a-paj-rusys = What income did the family get?
form-sp3a-paj-rusys-hint = Tick if there was such income.
form-sp3a-paj-rusys-missing = Tick at least one kind of income.
form-sp3a-paj-rusys-short = Kinds of income
form-sp3a-paj-rusys-uzsienis = From work or benefits abroad
form-sp3a-paj-rusys-islaikymas = A child's maintenance
form-sp3a-paj-rusys-nuoma = Rent
form-sp3a-paj-rusys-kita = Other
form-sp3a-paj-uzsienis = Income from abroad, in total
form-sp3a-paj-uzsienis-hint = If there was such income: after taxes, in euros, for the whole period.
form-sp3a-paj-uzsienis-months = If there was such income: after taxes, in euros, for the time from { $from } to { $to }.
form-sp3a-paj-uzsienis-missing = Write how much income came from abroad.
form-sp3a-paj-islaikymas = A child's maintenance, in total
form-sp3a-paj-islaikymas-hint = If there was such income: in euros, for the whole period.
form-sp3a-paj-islaikymas-months = If there was such income: in euros, for the time from { $from } to { $to }.
form-sp3a-paj-islaikymas-missing = Write how much maintenance was received.
form-sp3a-paj-nuoma = Rent, in total
form-sp3a-paj-nuoma-hint = If there was such income: after taxes, in euros, for the whole period.
form-sp3a-paj-nuoma-months = If there was such income: after taxes, in euros, for the time from { $from } to { $to }.
form-sp3a-paj-nuoma-missing = Write how much rent was received.
form-sp3a-paj-kita = Other income, in total
form-sp3a-paj-kita-hint = If there was such income: after taxes, in euros, for the whole period.
form-sp3a-paj-kita-months = If there was such income: after taxes, in euros, for the time from { $from } to { $to }.
form-sp3a-paj-kita-missing = Write how much other income was received.

## What a line of a case leaves to a person

case-open-home-shared = The applicant says that the child lives with both parents in turns. The parents' agreement or a court decision shows who is paid: ask for the document; if you grant, write what you rely on.
case-open-home-parent = The applicant says that the child lives with the other parent. The parents' agreement or a court decision shows who is paid: ask for the document; if you grant, write what you rely on.
case-open-home-guardian = The applicant says that the child lives with a guardian or curator. Ask for the document on guardianship; if you grant, write what you rely on.
case-open-home-institution = The applicant says that an institution keeps the child fully. Nothing is paid for such months: ask for the institution's certificate; if you grant, write what you rely on.
case-open-home-elsewhere = The applicant says that the child studies or lives elsewhere. Ask for a school certificate or another document; if you grant, write what you rely on.
case-open-ward-temporary = The applicant says that the guardianship is temporary. Ask for the document that set it: the benefit is paid while it lasts. If you grant, write what you rely on.
case-open-ward-consent = The ward is 14 or older, and the applicant has not asked the ward yet. Ask for an application signed by the child; if you grant, write what you rely on.
case-open-income-unknown = Neither registers nor the applicant say what the income of some months was; it was reckoned without them. Ask for a document on income; if you grant, write what you rely on.
case-open-students-unknown = The applicant named an older child who studies, but the register shows none. Ask for a school certificate; if you grant, write what you rely on.
form-sp3a-kitur = I have also applied for or receive the same benefit for these children in another municipality or another state
form-sp3a-kitur-hint = Tick it only if it is so. It does not mean a refusal: the municipality will agree who pays and from when.
form-sp3a-kitur-short = Applied for or received elsewhere
form-sp3a-kitur-kur = Where and since when?
form-sp3a-kitur-kur-hint = For example: Kaunas city municipality, since 2026-03, or Germany, since 2025.
form-sp3a-kitur-kur-short = Where and since when
form-sp3a-kitur-kur-missing = Write in which municipality or state you applied for the benefit or receive it, and since when.
case-open-elsewhere = The applicant says that the benefit was applied for or is received in another municipality or state. Find out who pays and until when; if you grant, write what you rely on.
case-open-home-unsaid = The application does not say where the child lives. Ask for it; if you grant, write what you rely on.
