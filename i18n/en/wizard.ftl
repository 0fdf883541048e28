### Writing an application, and the session: what comes from the settings, in whose name it is asked, what is paid, until when signed in.

## The session
session-label = Session
session-until = You are signed in until { $time }.
session-how = Opening any page or saving a form moves this on.
session-prolong = Stay longer now
session-prolong-window = (opens a new window; what you typed here stays)
session-warning-title = Your session ends soon
session-warning-text = If you do nothing, you will be signed out at { $time }. Do you want to stay signed in?
session-stay = Stay signed in
session-failed = That did not work. Check the connection and press once more.
session-ended-title = Your session has ended
session-ended-text = Sign in again to continue. Your earlier answers are saved. What you wrote last may not be: copy it from this page.
session-copy = Stay on the page to copy
session-again = Sign in again
session-prolonged-title = Your session goes on
session-prolonged-text = You are signed in until { $time }.
session-prolonged-close = You can close this window and go on in the one before.

## What comes from the settings
wizard-from-settings = From your settings. A change here holds for this application only.
wizard-children-source = The children are from the Population Register, { $time }.
wizard-consent-shared = This is the same consent as in the settings: ticked or cleared here, it changes at once for your whole account.

## What is paid
awards-title = What is paid and why
awards-lead = Sums are monthly. Beside each stands what it comes from.
awards-month = a month
awards-paid = Paid for: { $months }.
awards-to-pay = Not paid yet for: { $months }.
awards-later = To come, month by month: { $months }.
awards-all-paid = Paid for all months.
awards-why = What this sum comes from
awards-card-why = What is paid and why
awards-this-month = For { $month } the total is { $sum }.

## In whose name
form-vardu = In whose name do you apply?
form-vardu-short = In whose name
form-vardu-missing = Choose in whose name you apply.
form-vardu-savo = My own – as a parent, or for myself
form-vardu-globejas = As the child's guardian or curator
form-vardu-budintis = As a temporary guardian on duty
form-vardu-igaliotas = Another person's – by a power of attorney
form-vardu-on-duty = By law a temporary guardian on duty is not the child's representative, so an application in the child's name cannot be made here. The child's guardian applies; contact the child rights or social support unit of your municipality.
form-vardu-no-ward = The register does not show you as guardian or curator of the children you ticked. If the guardianship is recent, contact your municipality or eldership – you can apply there.
form-vardu-too-young = To apply by a power of attorney one must be at least 18.
form-screen-igaliojimas = Power of attorney
form-ig-vardas = Given name of the person in whose name you apply
form-ig-vardas-missing = Enter the person's given name.
form-ig-pavarde = That person's surname
form-ig-pavarde-missing = Enter the person's surname.
form-ig-kodas = That person's personal code
form-ig-kodas-hint = 11 digits.
form-ig-kodas-missing = Enter the person's personal code.
form-ig-kodas-own = This is your own personal code. Enter that of the person who authorised you.
form-ig-savivaldybe = In which municipality does that person live?
form-ig-savivaldybe-missing = Choose the municipality in which that person lives.
form-ig-vaikai = Children for whom you apply
form-ig-vaikai-hint = Each child on a new line: personal code, given name, surname. Another person's family is not shown here, so please write the children yourself.
form-ig-vaikai-missing = Enter at least one child.
form-ig-gyvena = Do all these children live with that person?
form-ig-gyvena-missing = Answer whether all these children live with that person.
form-ig-numeris = Number of the power of attorney
form-ig-numeris-hint = The identification code in the Register of Powers of Attorney, or the notary's number.
form-ig-numeris-missing = Enter the number of the power of attorney.
form-ig-data = When was it given?
form-ig-data-hint = Year, month and day, for example, 2026-09-01.
form-ig-data-missing = Enter when the power of attorney was given.
form-ig-galioja = Until when is it valid? (optional)
form-ig-galioja-hint = Leave empty if it has no term.
form-ig-kur = Where will the municipality find it?
form-ig-kur-hint = You can add the document before you send the application.
form-ig-kur-missing = Choose where the municipality will find the power of attorney.
form-ig-kur-registre = In the Register of Powers of Attorney
form-ig-kur-pridedu = I attach it to the application
form-ig-kur-veliau = I will show it at the municipality later
form-child-line-code = Line { $n }: begin with the child's personal code, 11 digits, and check it for mistakes.
form-child-line-name = Line { $n }: after the personal code enter the child's given name and surname.
form-child-line-twice = Line { $n }: this child is on the list already.
form-child-lines-many = One application can name at most { $n } children.

## On the case
case-representative = A representative applies
case-representative-person = Representative
case-representative-basis = Ground
case-representative-where = Where the document is
case-representative-where-register = in the Register of Powers of Attorney
case-representative-where-attached = attached to the application
case-representative-where-later = to be shown later
case-representative-expired = The term given has passed
case-representative-lead = Check that the power of attorney is genuine, in force and covers this support. Until then nothing can be proposed.
case-representative-valid = Checked: in force
case-representative-not-valid = Checked: not in force
case-representative-note = How it was checked
case-representative-note-hint = For example: in the register, original seen. If not in force – why.
case-representative-note-missing = Enter how you checked the power of attorney.
case-representative-checked-valid = Checked: the power of attorney is in force
case-representative-checked-not-valid = Checked: the power of attorney is not in force
case-error-representation = The power of attorney has not been checked or is not in force, so nothing can be proposed to be granted.
event-check-representation = checked the power of attorney
flash-representation-checked = The check of the power of attorney is recorded.
portal-event-check-representation = The municipality checked the power of attorney

## The representative's page
represented-note = You applied by a power of attorney. The applicant is { $name }. Here you see how the application goes; the applicant gets the decision and the money.
represented-decided = made; the applicant gets it
represented-decided-tag = Decided
entrusted-note = { $name }, whom you authorised, sent this application. You are the applicant: the decision and the money are yours.
entrusted-what = What is asked for
entrusted-say = You can add to it, correct it or take it back yourself, here. If you did not authorise that person, tell the municipality at once.
form-code-exceptional = This code shows neither day of birth nor sex. Contact the municipality or eldership: they will take in such an application.
wizard-child-paid = The benefit for this child is granted to you already.
wizard-child-paid-until = The benefit for this child is granted to you until { $date }.
wizard-already-paid-title = The benefit is granted already
wizard-already-paid-text = No new application is needed while nothing has changed. If the account, the home or the family has changed, or you ask for the additional benefit, send it.
wizard-municipality-officer = { $municipality }: contacts of the data protection officer
