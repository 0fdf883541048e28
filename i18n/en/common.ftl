### Words that all pages share.

## Frame of a page
layout-skip = Skip to content
layout-system-name = Social Support for Families Information System
layout-main-navigation = Main
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-end-work = Sign out
layout-search = Search
layout-search-label = Search for a person or an application
layout-centre-unreachable = No connection to the centre since { $time }. You can keep working.
title-error-mark = Error:

footer-help-title = Need help?
footer-help-call = Call
footer-help-hours = on working days { $hours }, or come to your municipality or eldership: we will fill in the application together.
footer-about = About SPIS
footer-help = Help
footer-privacy = Personal data
footer-inspectorate = Data Protection Inspectorate
footer-cookies = Cookies
footer-accessibility = Accessibility statement
footer-languages = Language
summary-languages = In short, in other languages
summary-title = In short: { $language }

## Forms
errors-to-correct = { $n ->
    [one] Correct { $n } answer
   *[other] Correct { $n } answers
}
save-state-saved = Saved at { $time }
save-state-saving = Saving…
save-state-failed = Not saved – trying again
fact-missing = no data
pagination-label = Pages of the list
pagination-shown = Showing { $first }–{ $last } of { $total }
pagination-previous = Previous
pagination-next = Next

## Four answers
four-step = Step
four-due = Decision by
four-due-stopped = Decision
four-due-late = We had to decide by
four-due-decided = Decision
four-due-later = we will set it when we get the document
four-place = Place in the queue
four-place-none = no queue
four-missing = What is missing
four-missing-nothing = nothing from you
applications-before-you = { $n ->
    [one] { $n } application before yours
   *[other] { $n } applications before yours
}
applications-count = { $n ->
    [one] { $n } application
   *[other] { $n } applications
}
documents-missing = { $n ->
    [one] { $n } document
   *[other] { $n } documents
}

## Steps
step-received = Received
step-registered = Registered
step-checking = Being checked
step-decision = Decision
step-paying = Being paid
step-done-suffix = {" "}– done
step-now-suffix = {" "}– now
step-of = step { $step } of { $steps }

## States: one key, two texts
status-draft = Unfinished
status-queued = In the queue
status-document-missing = Document missing
status-checking = Being checked
status-proposal = Being checked
status-with-approver = Being checked
status-returned = Being checked
status-granted = Granted
status-refused = Not granted
status-partly-granted = Partly granted
status-suspended = Suspended
status-withdrawn = Withdrawn
status-handed-over = Handed over to another municipality
status-appealed = Appealed

status-staff-draft = Unfinished
status-staff-queued = In the queue
status-staff-document-missing = Waiting for a document
status-staff-checking = Being checked
status-staff-proposal = Proposal
status-staff-with-approver = With the approver
status-staff-returned = Returned
status-staff-granted = Granted
status-staff-refused = Not granted
status-staff-partly-granted = Partly granted
status-staff-suspended = Suspended
status-staff-withdrawn = Withdrawn
status-staff-handed-over = Handed over to another municipality
status-staff-appealed = Appealed

## Terms, distances, ages
deadline-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
deadline-today = Today
deadline-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
deadline-suspended = Suspended
distance-late = { $n ->
    [one] { $n } day late
   *[other] { $n } days late
}
distance-today = today
distance-left = { $n ->
    [one] { $n } day left
   *[other] { $n } days left
}
age-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}
age-weeks = { $n ->
    [one] { $n } week
   *[other] { $n } weeks
}
age-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
age-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
answer-age-minutes = { $n } min
answer-age-hours = { $n } h
answer-age-hours-minutes = { $hours } h { $minutes } min
answer-age-days = { $n } d

## Explanation
why-how = How it was calculated
why-yes = Yes:
why-no = No:
why-unverified = Not verified:
why-not-applicable = Does not apply:

## Cookies
cookie-resident-purpose = Recognises a resident who is signed in.
cookie-staff-purpose = Recognises a municipal official who is signed in.
cookie-ministry-purpose = Recognises a ministry official who is signed in.
cookie-session-set = On signing in
cookie-session-lasts = Until you sign out or close the browser; the session also ends after 60 minutes without use, after 12 hours at most
cookie-session-contains = Random session code
cookie-queue-purpose = Keeps a place in the queue when too many people come at once.
cookie-queue-set = On joining the queue
cookie-queue-lasts = 15 minutes after the last check
cookie-queue-contains = A random code
cookie-language-purpose = Remembers the chosen language.
cookie-language-set = On choosing a language
cookie-language-lasts = 1 year
cookie-language-contains = Code of the language: “lt” or “en”
cookie-signin-purpose = Ties a sign-in through the gateway to the browser that began it.
cookie-signin-set = When signing in begins
cookie-signin-lasts = Until you are signed in or close the browser; signing in must end within 10 minutes
cookie-signin-contains = A random code
cookies-title = Cookies
cookies-lead = We use only necessary cookies, so we do not ask for consent. There are no tracking, advertising or third-party cookies.
cookies-table = Table of cookies
cookies-name = Name
cookies-purpose = Description
cookies-set = Set
cookies-lasts = Lasts
cookies-contains = Data used
cookies-node-note = The two digits of the municipality or of the centre stand in place of <nn>.
privacy-title = Personal data
help-title = Help

### Places at the top of a page and news after an action.
nav-work = Work
nav-counter = Counter
nav-printing = Printing
nav-payments = Payments
nav-figures = Figures
nav-my-spis = My SPIS
nav-apply = New application
nav-messages = Messages
flash-signed-out = You have signed out.
