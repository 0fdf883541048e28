### The residents’ portal.

## Start page
portal-start-title = Support for your family: clear and in one place
portal-start-lead = Apply for child benefit, and see at any time what happens with your application and by when the municipality must decide.
portal-start-registers = We collect the data that state registers have.
portal-start-saved = An unfinished application is kept for 90 days after its last change – you can continue later.
portal-start-why = We explain why support is granted or refused.
portal-start-residents = For residents
portal-start-apply = Apply for child benefit
portal-start-mine = My SPIS
portal-start-how = You sign in through the e-Government Gateway. There is no separate account to make.
portal-start-officials = For officials
portal-start-officials-link = Sign-in for officials
portal-start-officials-how = For officials of municipalities and of the ministry, with their user names.
portal-start-officials-lead = Officials of municipalities and of the ministry sign in here. If you are a resident, yours is “My SPIS”.
portal-start-officials-municipalities = Municipalities
portal-start-ministry = Ministry of Social Security and Labour
portal-start-next = What happens after you apply
portal-start-next-1 = A number at once
portal-start-next-1-text = As soon as you send the application, you see its receipt number. What else is needed we learn from registers ourselves.
portal-start-next-2 = You see the way
portal-start-next-2-text = We show the step, the place in the queue, what is missing, and the day by which the municipality must decide.
portal-start-next-3 = You learn why
portal-start-next-3-text = The decision explains each sum and each refusal, and tells how to appeal.

## Signing in
portal-signin-help = Cannot sign in? You can also apply at your municipality or eldership.
portal-signin-same-browser = Signing in must end within 10 minutes, in the same browser in which you began.
portal-signin-again = Sign in again
portal-gateway-go = Go to the e-Government Gateway
portal-gateway-silent = The e-Government Gateway does not answer now. Try again in a few minutes. If it is urgent, you can apply at your municipality or eldership.

## Privacy policy
portal-policy-title = Privacy policy
portal-policy-lead = Before you fill in and send applications, please read how we use your data. We ask for no consent – we use the data as the law requires.
portal-policy-whole = The whole privacy policy
portal-policy-edition = in force since { $date }
portal-policy-confirm = I have read the privacy policy
portal-policy-button = Confirm and continue
portal-policy-later = Later
portal-policy-signin-lead = Before you fill in an application, read how we use your data. You can do it later: you see your applications, decisions and payments in any case.
portal-policy-not-confirmed = Tick that you have read the privacy policy. Without it an application cannot be filled in.
portal-policy-open = You can see your applications, decisions and payments without confirming.
portal-notice13-title = What we will take from registers
portal-notice13-what = What and from where: data about you, your children and people living with you from the Population Register; and, of what is assessed, disability from the Agency for the Protection of the Rights of Persons with Disabilities, studies from the registers of pupils and students, income from Sodra and the Employment Service.
portal-notice13-why = Why: to establish whether the benefit is due and how much, and to pay it.
portal-notice13-ground = On what ground: the Law on Benefits to Children – Regulation (EU) 2016/679, Article 6(1)(c) and (e); health data, Article 9(2)(b).
portal-notice13-who = Who sees them and answers for them: the officials of the municipality who handle the application. The controllers are the Ministry of Social Security and Labour and that municipality. Every look is recorded.
portal-notice13-long = How long: 5 years after the last change, then in the archive for the time set by the regulations of SPIS.

## My SPIS
portal-home-title = My SPIS
portal-home-greeting = Good day
portal-home-lead = Nothing is needed from you now.
portal-home-lead-missing = { $missing }. Give it by { $date }
portal-home-lead-missing-late = { $missing }. It was to be given by { $date }. You can still give it until a decision is made.
portal-home-lead-decided = A decision has been made. Nothing is needed from you now.
portal-home-lead-draft = You have an unfinished application. It has not been sent yet.
portal-home-lead-none = You have not applied for anything yet. If you are raising a child under 18, you can apply for child benefit.
portal-home-applications = My applications
portal-application = Child benefit
portal-application-with-additional = Child benefit and additional benefit
portal-sent-at = sent
portal-steps-label = Steps of the application
portal-four-label = The most important about the application
portal-draft-saved-at = Saved { $time }. The application has not been sent yet.
portal-draft-left = { $n ->
    [one] { $n } step of { $all } is left.
   *[other] { $n } steps of { $all } are left.
}
portal-draft-kept-until = If you change nothing, we keep it until { $time }.
portal-draft-delete = Delete the draft
portal-draft-delete-title = Delete the unfinished application?
portal-draft-delete-lost = All answers and added documents will be deleted. They cannot be brought back. The municipality has not seen this draft and will not see it.
portal-draft-delete-else = If you do not delete it and change nothing, the draft stays until { $date }.
portal-draft-continue = Continue the application
portal-family-title = My family
portal-family-you = You
portal-family-wrong = If the data are wrong, the Population Register corrects them; you can also ask at your eldership.
portal-family-not-yet = We have no data from the Population Register yet. Try again in a few minutes.
portal-family-unknown = The Population Register did not find you. Please contact your municipality or eldership.
portal-register-silent = The Population Register does not answer now
portal-register-age = We show an earlier answer, { $age } old
portal-source-population-register = Population Register, { $time }
portal-residence = Declared residence

## Step, term, queue
portal-step = { $step } of { $steps }: { $name }
portal-due-later = will be known when the municipality registers it
portal-due-decided = made on { $date }
portal-due-coming = made, on its way to you
portal-due-late-help = You can complain about the delay within two months of this day to the Lithuanian Administrative Disputes Commission (free of charge) or to a court.
portal-granted-monthly = Each month: { $sum }
portal-first-paid = first paid on { $date }
portal-first-to-pay = not paid yet; the day will be here once it is
portal-place-first = no applications before you
portal-place-rose = There are more applications before you, because those whose term ends earlier are handled first.
portal-place-about = { $n ->
    [one] about { $n } application before you
   *[other] about { $n } applications before you
}
portal-queue-no-effect = The queue does not change the term – we must decide by { $date }
portal-tag-sent = Sent

## A new application
portal-new-title = Application for child benefit
portal-new-lead = Three short steps (four under a power of attorney). Each answer is saved; you can continue later and on another device.
portal-new-drafts = You have an unfinished application
portal-new-draft = Continue the application saved { $time }
portal-new-too-many = You have { $n } unfinished applications, and no more can be begun. Continue one of them, or delete in your account those you do not need.
portal-new-needed = What you need
portal-new-children = To tick the children you apply for.
portal-new-account = The number of a bank account.
portal-new-contact = A telephone number or an e-mail address.
portal-new-rest = You need not write down children, residence and other data that registers have.
portal-new-begin = Begin a new application

## Steps of the application
portal-screen-vaikai = Children
portal-screen-perziura = Check and send
portal-next = Next
portal-save-for-later = Save and finish later
portal-later = Finish later
portal-saved-as-you-go = Each answer is saved when you change it or press a button.
portal-not-saved-signed-out = Not saved: for safety we signed you out. Copy what you have just typed and sign in again – earlier answers are saved.

portal-child-born = born { $date }
portal-child-elsewhere = The register shows another residence. Tick the box if you ask for this child too.
portal-child-oneself = If you are at school, you can ask for the benefit yourself. We will check your studies in the register.
portal-not-offered-title = Other children in the register
portal-not-offered-of-age = { $name }: from the age of 18, or once of full legal capacity, a person applies in person.
portal-not-offered-other = { $name }: according to the register, another representative applies for this child.
portal-not-offered-help = If this is not so, turn to your municipality or eldership; the application is accepted there.
portal-send-anyway = Submit anyway
portal-paper = What you sent (PDF)
portal-paper-text = The application as you submitted it, with its receipt number and the digest of its content.
portal-empty-form = Empty application form (PDF)
portal-child-already-asked = You have already applied for this child and the application is being handled. You can still send another.
portal-lives-with-yes = lives with me
portal-lives-with-no = does not live with me
portal-asked-from-short = From
portal-asked-from-earliest = from when it is due

portal-account = Account to pay to
portal-account-ending = ends with { $ending }
portal-not-given = not given
portal-notice-short = How to tell you
portal-notice-portal = Only here, in my SPIS account
portal-notice-email = Here and by e-mail
portal-notice-post = By post
portal-notice-counter = I will collect it at the municipality or eldership

## Two windows
portal-conflict-title = Different answers
portal-conflict-lead = You filled in this application in several windows and answered differently. All answers are saved – choose which is right.
portal-conflict-choose = Choose which answer is right.
portal-conflict-stored = In the application now, saved { $time }
portal-conflict-other = Typed in another window { $time }
portal-conflict-empty = nothing
portal-conflict-reload = The application was changed in another window too. All answers are saved – open the page again and choose.
portal-changed-meanwhile = After you opened this page, the application was changed in another window. Check the answers again and confirm.

## Review and sending
portal-review-applicant = Who applies
portal-decided-by = Handled by
portal-municipality-phone = Telephone of the municipality
portal-change = Change
portal-already-asked-title = You have sent such an application already
portal-already-asked-less-title = An application for these children is under way
portal-already-asked-less = If you want to ask for the additional benefit, too, correct it.
portal-already-asked-text = For at least one of these children your application is still being handled. You need not send a second one, but you may.
portal-already-asked-which = Application { $number }, sent { $date }
portal-already-asked-supplement = Supplement that application
portal-declarations = What you confirm
portal-declarations-confirm = I have read and confirm this
portal-declarations-missing = Read the declarations and tick that you confirm them.
portal-send-what = The application goes to: { $municipality }. After sending you can correct it until somebody takes it up, and add to it until the decision.
portal-send = Send the application

## Progress of an application
portal-receipt-title = We have received your application
portal-receipt-number = Receipt number
portal-receipt-at = Sent { $time }
portal-receipt-next = What comes next
portal-receipt-next-1 = { $municipality } will register the application. Usually this takes a minute; if there is no connection with it, when the connection is back. The time of sending stays.
portal-receipt-registered = { $municipality } has registered the application. The day by which it must decide is below.
portal-receipt-next-2 = We collect the data from registers. Nothing is needed from you now.
portal-receipt-next-3 = The day by which the municipality must decide appears here once the application is registered.
portal-receipt = receipt number
portal-registered-as = Application
portal-not-registered-title = Not registered yet
portal-not-registered-text = We have your application and it will not get lost. The municipality registers it when it arrives; the registration number will appear here.
portal-what-sent = What you sent
portal-way = The way of the application
portal-way-done = Done:
portal-way-now = Now:
portal-way-todo = Still to come:
portal-way-sent = You sent the application
portal-way-handed-in = Application handed in on paper
portal-way-registering = The municipality registers the application
portal-way-checking = We collect data from registers and calculate by the rule
portal-way-proposing = A specialist prepares a proposal
portal-way-approving = Another official checks and decides
portal-way-deciding = The decision is on its way to you
portal-way-paying = The benefit is paid to the account you gave
portal-way-paying-if = If granted, the benefit is paid to the account that you named
portal-way-paid = The benefit has been paid
portal-event-register = The municipality registered the application
portal-event-ask-registers = We began to ask registers
portal-event-assess = Data collected, the benefit calculated by the rule
portal-event-propose = A specialist prepared a proposal
portal-event-return = The proposal was returned to be corrected
portal-event-adopt = The decision was adopted
portal-event-sign-paper = The application is signed
portal-event-complete-paper = What the application lacked has come
portal-event-add-scan = The municipality added a scanned document to the case
portal-event-recheck-family = The register is asked about the family again
portal-event-other = The state of the application changed
portal-decision = Decision
portal-decision-line = Decision { $number }, adopted { $date }
portal-read-decision = Read the decision
portal-payments = Payments
portal-payment-account = To the account ending { $ending }
portal-payment-lines = What it consists of
portal-kind-ivi-vaikui = child benefit
portal-kind-ivi-vaikui-nepasit = additional benefit for a family with low income
portal-kind-ivi-vaikui-gausi = additional benefit for a large family
portal-kind-ivi-vaikui-negalia = additional benefit for a child with a disability
portal-kind-other = benefit

## Decision
paper-handed-in = handed in on paper
portal-decision-title = Decision { $number }
portal-back-to-application = Application
portal-decision-pdf = Open the decision (PDF)
portal-print-large = With large letters, to print
portal-print-large-how = This page prints with large letters: print it with your browser’s “Print” command.
portal-decision-no-letter = The decision’s document (PDF) is being made. It will be here soon.
portal-decision-date = Date
portal-decision-number = Number
portal-decision-monthly = Each month
portal-decision-arrears = For past months
portal-decision-lines = What was decided
portal-decision-a-month = a month
portal-decision-why = Why it was decided so
portal-decision-appeal = If you disagree
portal-decision-addressee = To
portal-decision-application = On the application
portal-decision-facts = What it rests on
portal-decision-basis = Legal basis
portal-decision-own-words = The official who decided explains:
portal-decision-duties = Tell us of changes
portal-decision-appeal-until = You can appeal until
portal-decision-adopted = The decision was adopted in SPIS { $time }, journal entry No. { $number }.
portal-decision-opened = You first opened the decision here { $time }
portal-decision-handed-over = We handed the decision over to you against signature on { $date }.

## News
flash-draft-saved = The application is saved. You can continue at any time. It has not been sent yet.
flash-draft-deleted = The draft has been deleted.
flash-sent = The application has been sent.
