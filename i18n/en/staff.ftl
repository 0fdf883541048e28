### The workplace of municipal officials.
yes = yes
no = no
group-child-benefit = Child benefit
work-title = Work
work-groups = Groups of work
work-list = List of applications
work-order = The nearest statutory date first.
work-col-term = Due
work-col-number = No.
work-col-applicant = Applicant
work-col-kind = Support
work-col-step = Step
work-col-next = Next
work-children =
    { $n ->
        [one] { $n } child
       *[other] { $n } children
    }
work-count-visi = Undecided
work-count-veluoja = Late
work-count-greitai = Within 7 days
work-count-tvirtinti = With the decider
work-count-grazinta = Returned
work-count-nuspresta = Decided
work-empty-visi = No undecided applications.
work-empty-veluoja = No late applications.
work-empty-greitai = Nothing is due within 7 days.
work-empty-tvirtinti = No proposals wait for a decider.
work-empty-grazinta = No returned proposals.
work-empty-nuspresta = No decisions yet.
work-status-decided = Decided
work-next-registered = Registers are being asked
work-next-gathering = Waiting for registers
work-next-assessed = A decision can be proposed
work-next-proposed = Waiting for the decision
work-next-returned = To correct and propose again
work-next-decided = Decision adopted
case-parts = Parts of the case
case-rule = Calculation
case-decided-heading = What was decided
case-decided-on = Decided on
case-withdrawn-on = Taken back on
case-rule-heading = The rule's calculation – a person decides
case-rule-none = We calculate when the registers have answered.
case-rule-total = Monthly
case-rule-from = From
case-rule-arrears = For past months
case-paid-today = Paid today
case-paid-nothing = nothing by this municipality
case-paid-awards =
    { $n ->
        [one] { $n } benefit
       *[other] { $n } benefits
    }
case-doubtful = The rule rests on a doubtful value or provision – check
case-lines = What the rule comes to
case-col-child = Child
case-col-kind = Benefit
case-col-result = Result
case-col-months = Months
case-col-amount = Monthly
case-grant = Grant
case-refuse = Refuse
case-why = Why:
case-why-months = { $from }–{ $to }
case-why-other = Other periods
case-differences = The application and the register differ
case-declared = application
case-registered = register
difference-declared-child = the child is named
difference-no-child = the applicant has no such child
difference-lives-with = lives together
difference-lives-apart = lives elsewhere
case-family = Family
case-family-table = Table of family members
case-protected = Protected person: show and tell the address to nobody
case-col-person = Person
case-col-relation = Relation
case-col-born = Born
case-col-code = Personal code
case-show-code = Show
case-code-note = Looking at a personal code is written into the journal.
case-asked-for = benefit asked for
case-died = died
relation-applicant = applicant
relation-spouse = spouse
relation-child = child
case-registers = Answers of registers
case-registers-table = Table of register answers
case-col-register = Register
case-col-about = About
case-col-age = Age of the data
case-col-state = State
case-col-what = What came
register-population = Population register
register-sodra = Sodra
register-disability = ANTA (disability)
register-study = Pupils' and students' registers
answer-waiting = Waiting
answer-asked = Asked { $time }
answer-received = Received
answer-not-found = Not found
answer-not-found-what = The register does not know the person
answer-children =
    { $n ->
        [one] { $n } child
       *[other] { $n } children
    }
answer-months =
    { $n ->
        [one] { $n } entry of income
       *[other] { $n } entries of income
    }
disability-none = no disability
disability-mild = mild disability
disability-moderate = moderate disability
disability-severe = severe disability
studies-none = does not study
studies-general = general education
studies-vocational-first = vocational training
studies-higher-full-time = full-time studies
studies-higher-part-time = part-time studies
studies-doctoral = doctoral studies
case-application = Application
case-sent-electronic = sent electronically
case-sent-paper = on paper
case-term-stopped = The term stands still until the document that was asked for comes.
case-term-once = It must be decided { $once }
decide-once-given-months = { $n ->
    [one] within { $n } month of receiving: { $what }
   *[other] within { $n } months of receiving: { $what }
}
decide-once-given-days = { $n ->
    [one] within { $n } day of receiving: { $what }
   *[other] within { $n } days of receiving: { $what }
}
decide-once-given-working-days = { $n ->
    [one] within { $n } working day of receiving: { $what }
   *[other] within { $n } working days of receiving: { $what }
}
case-term = The clock started { $start }; to be decided by { $due }.
case-sent-form = The application as it was sent (PDF)
case-phone = Telephone
case-email = E-mail
case-channel = How to tell
channel-portal = in the portal
channel-email = e-mail and portal
channel-post = by post
channel-counter = collects at the municipality
case-account = Account
case-account-own = the applicant's own
case-asked-from = Asked from
case-asked-earliest = as early as possible
case-awards = Already awarded for the same children
case-award-same = paid to the same recipient
case-award-other = paid to another recipient
case-others = Other cases
case-history = History
event-register = application registered
event-ask-registers = registers asked
event-assess = answers received, calculated by the rule
event-propose = decision proposed
event-return = proposal returned
event-adopt = decision adopted
case-decision = Decision
case-panel-waiting = Waiting for the registers. When they have answered, a decision can be proposed here.
case-panel-look = You can only look.
case-panel-unsigned = The application is not signed yet, so no decision can be proposed. Note the signature when the signed sheet has come.
case-panel-unsigned-by = The official who received the application can note the signature, too: { $who }.
case-panel-no-children = The application does not say for which children the benefit is asked, so there is nothing to decide about. Once the children are written in, you can propose a decision here.
case-reload = Check now
case-propose-heading = Proposal
case-propose-lead = You propose; another person decides.
case-propose-lines = What you propose to grant
case-reason = Reason
case-open-home = By the application or the register the child does not live with the applicant: when granting, write what you rest on.
case-reason-hint = It is printed in the decision that the applicant gets. Required when you depart from the rule, or when the rule is in doubt and you propose to refuse.
case-propose-button = Propose the decision
case-returned = The proposal was returned
case-proposed-by = Proposed by
case-power = Power
case-follows-rule = As the rule has it
case-departs-from-rule = Departs from the rule
case-reason-of-proposer = The proposer's explanation
case-return-reason = Your reason
case-return-hint = Required when you return it, or refuse by a rule that is in doubt: then your words stand in the decision.
case-adopt-button = Adopt the decision
case-return-button = Return for correction
case-adopt-note = An adopted decision cannot be changed, only followed by a new one. The applicant gets it at once.
case-pending-own = You proposed it, so another person decides.
case-pending = Waiting for the decision.
case-letter = Decision (PDF)
case-letter-making = The document is being made.
case-delivered = Opened in the portal by the applicant
case-not-delivered = Not yet opened in the portal.
case-error-reason = Write the reason: this cannot be done without one.
case-error-stale = The case changed meanwhile. Below is its present state; look at it and try again.
case-error-awarded = For one of the children the same benefit is awarded for the same time already. Return the proposal and correct it.
case-error-appeal-body = It is not known where decisions of this municipality are appealed. Without it no decision can be adopted – ask the central administrator.
flash-proposed = The proposal was handed over for decision.
flash-returned = The proposal was returned.
flash-adopted = The decision was adopted. The document is being made and will be sent.
notice-subject = There is news in SPIS
notice-body =
    Hello,

    There is news for you in SPIS. Sign in to SPIS as you always do and read it.

    Please do not answer this message. We never send links to sign in.
