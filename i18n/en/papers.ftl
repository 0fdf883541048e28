### A paper application: questions put to an official, what it lacks; another's account and the address for letters.
form-vaikai-official = Children that the benefit is asked for
form-vaikai-short = Children that the benefit is asked for
form-gyvena-hint-official = As the applicant says.
form-nuo-official = Asked from month (optional)
form-nuo-hint-official = Year and month, for example 2026-09. Empty: from the earliest month it is due.
form-kieno-official = Whose account
form-kieno-mano-official = The applicant’s
form-savininkas-hint-official = Only if the account is not the applicant’s.
form-telefonas-official = Telephone (optional if there is an e-mail)
form-telefonas-missing-official = Type the applicant’s telephone or e-mail.
form-telefonas-short-official = Telephone or e-mail
form-elpastas-official = E-mail (optional if there is a telephone)
form-elpastas-missing-official = Type the applicant’s e-mail address, or choose another way of notice.
form-pranesimai-official = How to tell the applicant about the decision
form-pranesimai-hint-official = The e-mail only says that there is news in SPIS.
form-pranesimai-missing-official = Choose how to tell the applicant about the decision.
form-pranesimai-portal-official = Only in the SPIS account
form-pranesimai-email-official = In the SPIS account and by e-mail
form-pranesimai-counter-official = Collects it at the municipality or eldership
form-pasiulymai-official = Agrees that the data at hand be checked for what support the family may still be entitled to, and to be told of it
form-pasiulymai-hint-official = Only if the application says so. It does not affect the decision.
form-sp3a-papildoma-official = Is the additional benefit asked for too
form-sp3a-papildoma-missing-official = Say whether the additional benefit is asked for too.
form-gyvena-taip-official = With the applicant
form-gyvena-pakaitomis-official = In turns with the applicant and the other parent
form-gyvena-pakaitomis-ward-official = In turns with the applicant and one of the parents
form-sp3a-globa-hint-official = As the document on guardianship or curatorship says.
form-sp3a-sutikimas-praso-official = Yes, the child asks, and the curator consents
form-sp3a-sutikimas-veliau-official = The child has not been asked yet
form-sp3a-studentai-official = Has the applicant children aged 18 to 24 who study
form-sp3a-studentai-missing-official = Say whether the applicant has children aged 18 to 24 who study.
form-sp3a-sugyventinis-official = Does the child’s other parent, not married to the applicant, live with the applicant
form-sp3a-kitos-official = Did the family get income that Lithuanian registers do not know of
form-sp3a-kitur-official = The same benefit for these children is also asked for or received in another municipality or state
form-sp3a-kitur-hint-official = Only if the application says so.
form-sp3a-kitur-kur-missing-official = Say in which municipality or state the benefit is asked for or received, and since when.

form-saskaitos-pagrindas = Why pay to another person’s account?
form-saskaitos-pagrindas-hint = Answer if the account is not yours. The benefit is granted to you, but the money goes to the account’s holder: the bank sees the holder’s name, and the payment says that the benefit is yours. The municipality may ask for a document that shows the reason.
form-saskaitos-pagrindas-hint-official = Only if the account is not the applicant’s. The benefit is granted to the applicant; the bank’s file names the holder, and the payment’s text names the applicant. Tell the applicant so.
form-saskaitos-pagrindas-short = Why another’s account
form-saskaitos-pagrindas-missing = Choose why to pay to another person’s account.
form-saskaitos-pagrindas-missing-official = Choose why another person’s account is asked for.
form-saskaitos-pagrindas-neturi = I have no account of my own
form-saskaitos-pagrindas-neturi-official = The applicant has no account
form-saskaitos-pagrindas-apribota = My account is seized or I cannot use it
form-saskaitos-pagrindas-apribota-official = The applicant’s account is seized or cannot be used
form-saskaitos-pagrindas-globa = It is the account of a guardian, curator or authorised person
form-saskaitos-pagrindas-kita = For another reason
form-saskaitos-kodel = What is the reason?
form-saskaitos-kodel-short = Reason
form-saskaitos-kodel-missing = Write the reason.
form-adresas = Address for letters
form-adresas-hint = Needed if you have not declared a residence or it is protected. If you leave it empty, letters go to the declared residence.
form-adresas-hint-official = Needed if no residence is declared or it is protected. Empty: letters go to the declared residence.
form-adresas-missing = Type the address for letters. We see no declared residence to which we could send them.
case-post-address = Address for letters
payments-holder = account holder: { $name }

counter-identity-none = not checked: the application came by post or through somebody else
counter-identity-unchecked = The identity was not checked. Choose the document, or confirm that you register without it.
counter-signature-absent = The application is not signed. Choose otherwise, or confirm that you register without the signature.
counter-parasas-missing = The paper bears no signature, and the applicant is not here
counter-acting = The applicant is the child’s
counter-acting-of = To { $name } the applicant is
counter-acting-missing = Say whether the applicant is a parent or a guardian of { $name }.
counter-lacking = The application does not say everything. Type what is missing, or confirm that the paper does not say it.
counter-lacking-title = The application lacks
counter-lacking-lead = What is received is registered even if it is incomplete. What is missing will be asked for: the list, and the day to bring it by, stand in the receipt.
counter-lacking-confirm = The paper does not say it – register and ask
counter-missing-by = Asked to be brought by
counter-complete-link = Fill in what was brought
counter-complete-title = Fill in what was missing
counter-complete-lead = Type only what the applicant has brought or told. What stays empty is waited for.
counter-complete-signed = The application is signed
counter-complete-identity = Who applies
counter-complete-identity-hint = Fill in if a document was shown or a certified copy of it came.
counter-complete-button = Save
counter-complete-nothing = Nothing was typed. Type at least what the applicant brought.
counter-gap-parasas = The applicant’s signature
counter-gap-dokumentas = An identity document, or a certified copy of it
counter-gaps-asked = The application lacks: { $what }
counter-gaps-why = Without these data we cannot decide on the application.
counter-receipt-missing = The application is registered, but it lacks: { $what }. Please give it by { $date } Bring it, send it or call: what can be told by telephone we will note. When we have everything, the term for the decision begins anew.
counter-receipt-missing-by = To be given by
event-complete-paper = what the application lacked was filled in
flash-paper-completed = What was brought is noted.
case-error-account = The application names no account to pay to. Fill it in when the applicant has named it, or propose not to grant.
form-paper-child = child { $n }

## Paper forms SP-1 and SP-3(A1), what is asked for, "To know"
form-sp3a-sheet-sp1 = Data on the family (persons living together) for social support SP-1
form-sp3a-sheet-sp1-note = Spouse, activity, studies and disability are taken from registers: here stands only what they do not know.
form-sp3a-sheet-sp3a1 = Application for a benefit SP-3(A1)
form-sp3a-sheet-sp3a1-note = To be filled in if the family raises one or two children and asks for the additional benefit. Wages and Sodra's benefits are taken from registers: here stands only income that they do not know.
form-sp3a-section-together = Persons living together
form-sp3a-section-together-child = Persons living together
form-sp3a-section-custody = Guardianship of the child
form-sp3a-section-income-child = Children
form-sp3a-section-income = Income in the 12 months before the month of the application
form-sp3a-kokios = I ask for
form-sp3a-kokios-vaikui = child benefit
form-sp3a-kokios-papildoma = additional child benefit
form-sp3a-tikslas = Purpose
form-sp3a-tikslas-skirti_vaikams = to award child benefit
form-notes-hand-in = How to hand the application in
form-notes-hand-in-where = You can bring the application to your municipality or eldership, send it by post, or apply online in your SPIS account. It costs nothing.
form-notes-hand-in-post = If you bring it, show your identity document. If you send it by post, enclose a copy certified by a notary, an elder or another authorised person.
form-notes-hand-in-incomplete = What we receive we always register, incomplete as well. We will ask for what is missing and say by when.
form-notes-rights = Your rights
form-notes-rights-help = An official of the municipality or eldership helps you to fill in the application.
form-notes-rights-correct = Until it is decided you can supplement, correct or withdraw the application.
form-notes-rights-look = You can learn which data we hold about you and which registers were asked about you, and ask to have them corrected.
form-notes-duties = Your duties
form-notes-registers = Which data we take from registers
form-notes-terms = When we decide and pay
form-notes-term-months = { $n ->
    [one] We must decide within { $n } month of receiving the application and all documents.
   *[other] We must decide within { $n } months of receiving the application and all documents.
}
form-notes-term-days = { $n ->
    [one] We must decide within { $n } day of receiving the application and all documents.
   *[other] We must decide within { $n } days of receiving the application and all documents.
}
form-notes-term-working-days = { $n ->
    [one] We must decide within { $n } working day of receiving the application and all documents.
   *[other] We must decide within { $n } working days of receiving the application and all documents.
}
form-notes-paid = What is granted for a month is paid by day { $day } of the next month at the latest.
form-notes-appeal = If you do not agree with the decision
form-notes-appeal-where = Within one month of receiving the decision you can complain to the Lithuanian Administrative Disputes Commission (free of charge) or to the administrative court. The decision has the addresses.
form-notes-appeal-ask = You can also ask us, but asking does not stop the term for a complaint.
