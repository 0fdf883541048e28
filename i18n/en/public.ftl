### The public part: support, contacts, state of the system.
nav-support = Support
start-search-title = What support are you looking for?
start-search-note = No need to sign in.
start-frequent = Looked for most
start-all-support = { $n ->
    [one] All support: { $n } page
   *[other] All support: { $n } pages
}
support-title = All support
support-lead = Who may get it, how much, what is needed and where to apply.
support-search-label = Search in your own words
support-search-hint = For example twins, firewood, nursing. Do not write personal data.
support-search = Search
support-search-all = Show all support
support-found = { $n ->
    [one] { $n } page found.
   *[other] { $n } pages found.
}
support-found-none = Nothing found. Try a shorter word, or call: we will help to find it.
support-area-children = For children and those who raise them
support-area-pupils = For pupils
support-area-low-income = When income is not enough
support-area-housing = For housing
support-area-disability = For people with a disability
support-area-services = Social services
support-area-pensions = Pensions and benefits
support-area-loss = After a death
support-area-other = Other support
support-area-family-card = Family Card
support-who = Who may get it
support-amount = How much
support-amount-day = The sums are computed from the values in force on { $date }.
support-amount-note = This is general information; what is due to you is set in the decision.
support-needed = What is needed
support-apply = How to apply
support-apply-here = You can apply here after signing in, at your municipality or at an eldership.
support-apply-municipality = Apply to the municipality where you live, or to the eldership. You cannot apply for this support here yet.
support-apply-sodra = Sodra handles this support; apply to it. You cannot apply here.
support-apply-sppd = The Department of Supervision of Social Services decides on the card. You cannot apply here yet; the municipality helps to find where to go.
support-apply-tpnc = Apply to the Centre of Technical Aid for Disabled People or to the municipality. You cannot apply here yet.
support-apply-child-rights = Turn to the State Child Rights Protection and Adoption Service or to the municipality.
support-apply-school = No application is needed, the school sees to it.
support-apply-button = Begin an application
support-apply-contacts = Contacts of municipalities
support-term = When it is decided
support-term-unknown = Ask about the term where you apply: you must be told by when it will be decided.
support-refused = If the answer is negative
support-refused-text = The decision must say why, and to whom, by when and how to appeal. You can ask to have it explained and give missing data.
support-estimate = You can always apply: a person decides, and in some cases support may be granted as an exception.
support-act = Legal act
contacts-title = Contacts
contacts-lead = For support, turn to the municipality where you live.
contacts-help = Help with SPIS
contacts-no-code = We do not ask for your personal code by telephone.
contacts-municipalities = Municipalities ({ $n })
}
contacts-municipalities-note = Applications and documents are taken by the administration of the municipality and by elderships.
contacts-table = Addresses of municipalities
contacts-name = Municipality
contacts-address = Address
contacts-phone = Telephone
contacts-email = E-mail
contacts-officers-unnamed = Where no data protection officer is named, ask the municipality.
contacts-letters = By first letter
contacts-ministry = Ministry of Social Security and Labour
contacts-officer = Data protection officer:
state-title = Is the system working
state-lead-works = You can sign in and apply.
state-lead-trouble = A part of the system does not answer now.
state-looked = Looked at { $time }
state-again = Check now
state-parts = Needed to sign in and apply
state-part-centre = The portal and its database
state-part-gateway = E-Government Gateway (sign-in)
state-part-registers = Connection to registers
state-part-register-population = Population Register
state-part-register-sodra = Sodra
state-part-register-disability = Disability data
state-part-register-study = Registers of pupils and students
state-registers = Do registers answer municipalities
state-registers-note = Judged from the questions and answers of the last day.
state-municipalities = Connection to municipalities
state-municipalities-note = Without a connection you can apply all the same: we keep the application and the municipality gets it when the connection is back.
state-not-connected = { $n ->
    [one] { $n } municipality does not work with this system yet
   *[other] { $n } municipalities do not work with this system yet
}
state-health-works = Works
state-health-late = Answers are late
state-health-silent = Does not answer
state-health-unknown = Not asked within a day
state-health-not-connected = Does not work yet
state-since = So since { $time }
state-since-or-longer = So at least since { $time }
state-heard = last heard { $time }
state-counter = You can always apply at the municipality or eldership. Help by telephone:
state-json = The same data for programs (JSON)
display-title = Display settings
display-lead = They hold on this device until you change them. No need to sign in.
display-scheme = Colours
display-scheme-auto = As the device is set
display-scheme-light = Light
display-scheme-dark = Dark
display-size = Size of letters
display-size-normal = Usual
display-size-large = Larger
display-save = Save
display-cookie = Two cookies remember the settings; see the table of cookies
flash-display-saved = The settings are saved.
cookie-display-purpose = Remembers colours and size of letters.
cookie-display-set = On saving display settings
cookie-display-contains = Code of colours and size, for example “dark-large”
