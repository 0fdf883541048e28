### What happens after an application was sent: corrections, supplements, withdrawal, questions, documents asked for, settings.

## Kinds of request and what became of them
request-correction = Correction
request-supplement = Supplement
request-withdrawal = Request to withdraw
request-question = Question
request-disagreement = Disagreement with the result
request-was = was: { $value }
request-changed = { $name }: was { $old }, is { $new }
request-changed-heading = What changed
request-changed-asked = What you ask to change
request-account-holder = Account holder
request-do-correction-applied = Apply and calculate anew
request-do-correction-acknowledged = Read, do not apply
request-do-supplement-acknowledged = Read
request-do-withdrawal-applied = Confirm the withdrawal
request-do-withdrawal-refused = Refuse
request-do-question-answered = Send the answer
request-do-disagreement-answered = Send the answer
request-done-correction-applied = Applied
request-done-correction-acknowledged = Read, the application was not changed
request-done-supplement-acknowledged = Read
request-done-withdrawal-applied = Application withdrawn
request-done-withdrawal-refused = Withdrawal refused
request-done-question-answered = Answered
request-done-disagreement-answered = Answered

## At the municipality: messages and requests
messages-heading = The resident's messages and requests
messages-none = The resident wrote nothing after sending, and no documents were asked for.
messages-hold = To be answered before a decision is proposed
messages-answer-by = Answer by
messages-sent = sent
messages-answer = Answer or note
messages-answer-hint = The resident sees it in the portal. The e-mail says only that there is news.
take-up-lead = While nobody has taken the case up, the resident's corrections are applied and a withdrawal is done without you.
take-up-button = Take the case up
work-unanswered = Message not answered
work-next-waiting = Waiting for the resident's document
work-next-withdrawn = Application withdrawn
work-count-laukia = Waiting for a document
work-empty-laukia = No documents are being waited for.
case-panel-documents = Waiting for the resident's document. The term of the decision stands still. When the document comes, or you stop waiting, a decision can be proposed here.
case-panel-withdrawn = The resident withdrew the application. No decision is needed.
case-panel-answer = The resident supplemented or corrected the application, or asks to withdraw it. Answer first.
case-error-unanswered = The resident stated something after sending. Answer that message first.
case-error-not-delivered = This cannot be ended so yet: the resident must have received the request for the document at least 10 working days before its date, and the date must have passed. Ask again with a new date.
case-error-not-asked = You cannot refuse for want of facts: ask the applicant for a document that proves these facts first.
case-error-not-owed = The reason says that a document was not given. You can refuse so only if the document was asked for, the request was delivered in time, and the waiting ended as “Not given”.

event-correct = correction applied, calculated anew
event-apply-correction = the specialist applied the correction, calculated anew
event-ask-documents = a document was asked for, the term stands still
event-receive-document = document received, the term counts anew
event-resume = processing goes on
event-withdraw = application withdrawn
event-confirm-withdrawal = withdrawal confirmed
event-take-up = case taken up
event-answer-request = the resident was answered
event-request-correction = correction received
event-request-supplement = supplement received
event-request-withdrawal = request to withdraw received
event-request-question = question received
event-request-disagreement = disagreement with the result received
flash-answered = The answer was sent.
flash-taken-up = The case was taken up.
flash-document-asked = The document was asked for. The term of the decision stands still.
flash-document-settled = Noted.

## Documents
document-residence = Document showing that the child lives with the applicant
document-custody = Court decision or the parents' agreement about the child
document-income = Document of income
document-study = Certificate of study
document-account = Confirmation of the account holder
document-other = Another document
document-waits = Awaited
document-received = Received
document-waived = Not needed any more
document-not-given = Not given
document-replaced = Asked for anew
document-withdrawn = Application withdrawn
document-asked = Asked for
document-until = to be given by
document-opened = the resident saw it
document-not-printed = the letter is not posted or handed over yet
document-not-opened = the resident has not seen it yet
document-do-received = Received
document-do-waived = Not needed any more
document-do-not-given = Not given
document-ask-heading = Ask for a document
document-which = Which document
document-own-words = Which exactly
document-own-words-hint = If you chose “Another document”, write its name here.
document-why = Why it is needed
document-why-hint = The resident will read this. Write plainly.
document-until-label = Until when (optional)
document-until-hint = Year, month, day. { $date } at the earliest; if you write nothing, it will be this day.
document-ask-button = Ask
document-error-which = Choose a document.
document-error-words = Write which document you ask for.
document-error-why = Write why the document is needed.
document-error-date = There is no such day. Write year, month and day, for example 2026-12-23.
document-error-early = It cannot be asked for earlier. The earliest day is { $date }.

## In the portal: about an application
ask-title-correction = Correct the application
ask-title-supplement = Supplement the application
ask-title-withdrawal = Withdraw the application
ask-title-question = Ask about the application
ask-title-disagreement = The result is wrong
ask-lead-correction-free = Nobody has taken your application up yet, so the correction will be applied as soon as the municipality receives it. Registers are asked anew for what it calls for.
ask-lead-correction-taken = A specialist is already working on your application. The correction will be a dated statement: the specialist must consider it before proposing a decision.
ask-lead-supplement = Write what you want to add, or add a document. The specialist must read it before proposing a decision.
ask-lead-question = The municipality that handles your application will answer. You will see the answer here.
ask-lead-disagreement = Write what is wrong. The municipality will have to answer.
ask-disagreement-appeal = This does not stop the term of appeal. Where and until when the decision can be appealed is written in the decision itself.
ask-withdrawal-follows = What follows
ask-withdrawal-follows-1 = The municipality will not process this application any more and will make no decision.
ask-withdrawal-follows-2 = You can apply again later, but with a new date. For how many past months the benefit can be received depends on that date.
ask-withdrawal-follows-free = Nobody has taken your application up yet, so it will be withdrawn as soon as the municipality receives this.
ask-withdrawal-follows-taken = A specialist is already working on your application, so the municipality must confirm. Until it does, the application stays.
ask-withdrawal-why = Why you withdraw it (optional)
ask-withdrawal-confirm = I want to withdraw this application
ask-withdrawal-confirm-missing = Tick that you want to withdraw the application.
ask-text-supplement = What you want to add
ask-text-question = Your question
ask-text-disagreement = What is wrong
ask-text-document = What you give or explain
ask-text-missing = Write at least a sentence.
ask-supplement-missing = Write at least a sentence or add a document.
ask-supplement-hint = If you add a document, you need not write.
ask-text-long = The text is too long: { $limit } characters at most.
ask-answer-by = The municipality must answer by { $date }.
ask-send-correction = Send the correction
ask-send-supplement = Send the supplement
ask-send-withdrawal = Withdraw the application
ask-send-question = Send the question
ask-send-disagreement = Send
ask-too-late = This is not possible any more
ask-too-late-text = A decision on this application has been made, or it is withdrawn. If the decision is wrong, you can say so on the page of the application.
ask-nothing-changed = You changed nothing. Correct at least one answer.
ask-cancel = Back without sending

## In the portal: the page of an application
requests-heading = Messages and requests
requests-sent = Sent
requests-not-arrived = Sent, not yet received by the municipality
requests-asked = Received, not read by an official yet
requests-void = No longer handled – the application is withdrawn
requests-waiting = Received, waiting for an answer
requests-receipt = receipt number
requests-answer-until = To be answered by { $date } ({ $left })
requests-answer-late = Was to be answered by { $date }. It is late.
requests-answered-at = Answered { $time }
requests-by = Answered by
requests-by-system = Applied automatically, because nobody had taken the application up yet
requests-can = You can
requests-can-correct = Correct the application
requests-can-supplement = Supplement the application
requests-can-withdraw = Withdraw the application
requests-can-ask = Ask about the application
requests-can-disagree = Tell that the result is wrong
requests-missing-heading = { $n ->
    [one] { $n } document is missing
   *[other] { $n } documents are missing
}
requests-missing-short = { $n ->
    [one] from you: { $n } document
   *[other] from you: { $n } documents
}
requests-missing-who = To be given by: you.
requests-missing-who-several = All of them to be given by: you.
requests-missing-until = Give it by { $date } ({ $left })
requests-missing-late = It was to be given by { $date }. You can still give it until a decision is made.
requests-missing-give-more = Give something more
requests-documents-asked = Documents that were asked for
requests-document-sent = You sent it { $time }; the municipality has not read it yet.
requests-document-lacked = On { $date } you answered that you do not have the document.
requests-missing-one = from you: { $name }
requests-missing-give = Give the document
requests-missing-none = I do not have this document
requests-waiting-note = Until the document is there, the days of the decision's term are not counted.
requests-waiting-note-several = Until the documents are there, the days of the decision's term are not counted.
requests-clock-stopped = once we have the document, the term runs on
requests-clock-stopped-months = { $n ->
    [one] within { $n } month of receiving the document
   *[other] within { $n } months of receiving the document
}
requests-clock-stopped-days = { $n ->
    [one] within { $n } day of receiving the document
   *[other] within { $n } days of receiving the document
}
requests-clock-stopped-working-days = { $n ->
    [one] within { $n } working day of receiving the document
   *[other] within { $n } working days of receiving the document
}
requests-your-turn = it is your turn now: we wait for the document
requests-their-turn = it is the municipality’s turn now: to read what you answered
requests-from-municipality = nothing from you; the municipality must answer your message
requests-from-register = nothing from you; we are waiting for an answer of: { $registers }
requests-register-since = { $register } (asked on { $date })
requests-withdrawn-step = application withdrawn
no-document-title = I do not have the document
no-document-lead = There are other ways.
no-document-other = Give what else proves the same: another document, a photo, letters.
no-document-register = Ask the municipality to find it out from a register or another office.
no-document-explain = Write why you do not have the document. The specialist must consider it.
no-document-phone = Ring
no-document-phone-say = and give the number of the application, { $number }. Nobody will ask for your personal code by telephone.
no-document-how = How do you want to go on
no-document-how-other = I will give something else
no-document-how-register = Please find it out from a register or office
no-document-how-explain = I explain why I do not have it
no-document-how-missing = Choose how you want to go on.
portal-way-documents = We wait for your document
portal-event-correct = Correction applied, calculated anew
portal-event-ask-documents = The municipality asked for a document
portal-event-receive-document = We received the document
portal-event-resume = The application is processed further
portal-event-withdraw = Application withdrawn
portal-event-take-up = A specialist took the application up
flash-request-correction = The correction was sent.
flash-request-supplement = The supplement was sent.
flash-request-withdrawal = The request to withdraw was sent.
flash-request-question = The question was sent.
flash-request-disagreement = Sent.

## In the portal: settings
settings-title = Settings
settings-link = Notices, consent and sessions
settings-notices = Notices
settings-notices-lead = It holds for what you have sent and is offered in new applications, where you can change it. Decisions and messages are always here; an e-mail says only that there is news.
settings-email-notices = Send an e-mail when there is news
settings-email = E-mail
settings-phone = Telephone
settings-save = Save
settings-email-needed = Write an e-mail address so that we can write to you.
settings-display = Language and display
settings-display-lead = Choose the language, the size of letters, spacing and colours in the display settings. They hold in this browser.
settings-display-link = Display settings
settings-consent = Suggestions of other support
settings-consent-lead = If you agree, we check by the data that we have what other support your family may be entitled to, and tell you. We do not send such offers yet. You need not agree: it has no effect on applications and decisions.
settings-consent-off = Now off.
settings-consent-never = You have not given your consent.
settings-consent-on-since = You agreed { $time }.
settings-consent-off-since = You withdrew your consent { $time }.
settings-consent-give = I agree, turn on
settings-consent-withdraw = Withdraw the consent
settings-sessions = Where you are signed in
settings-session-here = This device
settings-session-other = Another browser or device
settings-session-since = signed in { $began }, last used { $used }
settings-session-alone = You are not signed in elsewhere.
settings-sessions-end = End elsewhere
flash-settings-saved = The settings were saved.
flash-consent-given = The consent was noted. You can withdraw it at any time.
flash-consent-withdrawn = The consent was withdrawn.
flash-sessions-ended = You are signed out elsewhere.
