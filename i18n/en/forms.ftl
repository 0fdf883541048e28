### Words of application forms: the same for screens, paper and review.

## Forms: what all of them share
form-source = { $register }, { $time }
form-child-born = born on { $date }
form-register-gr = Population Register
form-register-viisp = e-Government Gateway
form-acting-parent = a parent
form-acting-guardian = a guardian
form-acting-oneself = the person herself or himself
form-section-office = Office part
form-section-applicant = Applicant
form-section-representative = Representative
form-section-benefit = Benefit asked for
form-section-children = Child for whom the benefit is asked
form-section-payment = Payment
form-section-notice = How the decision is received
form-prasytojo-kodas = Personal code
form-prasytojo-vardas = Given name
form-prasytojo-pavarde = Surname
form-prasytojo-gimimo-data = Date of birth
form-prasytojo-gyvenamoji-vieta = Declared residence
form-atstovo-kodas = Representative's personal code
form-atstovo-vardas = Representative's given name and surname
form-atstovo-pagrindas = Ground of representation
form-vaiko-kodas = Child's personal code
form-vaiko-vardas = Child's given name
form-vaiko-pavarde = Child's surname
form-vaiko-gimimo-data = Date of birth
form-vaiko-atstovas = The applicant is to the child
form-gyvena-short = Where the child lives
form-date-wrong = There is no such day. Write year, month and day, for example { $example }.
form-date-later = This day has not come yet. The latest possible is { $latest }.
form-date-earlier = This day is too long ago. The earliest possible is { $earliest }.
form-whole-wrong = Write a number from { $least } to { $most }.
form-money-wrong = Write a sum in euros, for example 123.45.
form-text-long = { $n ->
    [one] Too long: there is room for { $n } character.
   *[other] Too long: there is room for { $n } characters.
}
form-pasiulymai = I agree that it is checked, from the data held, which other support the family may be entitled to, and that I am told of it
form-pasiulymai-hint = We do not send such offers yet. You need not agree: it has no effect on applications and decisions. You can withdraw it at any time.
form-pasiulymai-short = Consent to be told of other support
form-yes = Yes
form-no = No
form-choose = Choose
form-screen-vaikai = Children
form-screen-mokejimas = Payment and notices
form-vaikai = For which children do you apply?
form-vaikai-hint = The children come from the Population Register.
form-vaikai-after = If a child of yours is not in the list, contact your municipality or eldership – you can apply there.
form-vaikai-missing = Tick at least one child.
form-vaikai-not-offered = The list of children in the register has changed. Check which children are ticked.
form-vaikai-unknown = We have not received the list of your children from the Population Register yet. Try again in a few minutes, or contact your municipality or eldership. Your other answers are saved.
form-vaikai-none = We found no minor children in the Population Register for whom you could apply. If you are raising a child, contact your municipality or eldership. An adult who still studies applies in person, signed in under their own name.
form-gyvena = Where does { $name } live?
form-gyvena-hint = Say how it is today. No answer by itself means a refusal.
form-gyvena-missing = Say where { $name } lives.
form-nuo = From which month do you apply? (optional)
form-nuo-hint = Year and month, for example 2026-09. If you leave it empty, you apply from the earliest month it is due.
form-nuo-short = From
form-nuo-none = from when it is due
form-month-wrong = There is no such month. Write the year and the month, for example { $example }.
form-month-later = This month has not begun yet. The latest possible is { $latest }.
form-month-earlier = You can apply for at most 12 past months. The earliest possible is { $earliest }.
form-savivaldybe = In which municipality do you live?
form-savivaldybe-hint = The register shows us no declared residence, so we ask you.
form-savivaldybe-missing = Choose the municipality in which you live.
form-saskaita = Account to pay to
form-saskaita-hint = Bank account number (IBAN). In Lithuania it begins with LT and has 20 characters. Spaces do no harm.
form-saskaita-missing = Enter the account number.
form-account-short = { $n ->
    [one] The account number has { $n } character and must have { $expected }. Check whether a digit is missing.
   *[other] The account number has { $n } characters and must have { $expected }. Check whether a digit is missing.
}
form-account-long = { $n ->
    [one] The account number has { $n } character and must have { $expected }. Check whether there are too many digits.
   *[other] The account number has { $n } characters and must have { $expected }. Check whether there are too many digits.
}
form-account-characters = An account number has only Latin letters and digits: two letters of the country, then digits. Check for other characters.
form-account-country = An account number begins with two letters of the country, for example LT. Enter the whole number.
form-account-check-digits = There is no such account number: some character is wrong. Compare it with your bank’s app or card.
form-kieno = Whose account is it?
form-kieno-mano = Mine
form-kieno-kito = Another person’s
form-kieno-missing = Choose whose account it is.
form-savininkas = Name and surname of the account holder
form-savininkas-hint = Only if the account is not yours.
form-savininkas-missing = Enter the name and surname of the account holder.
form-telefonas = Telephone (optional if you give an e-mail)
form-telefonas-short = Telephone
form-telefonas-hint = For example, +370 612 34567.
form-phone-wrong = There is no such telephone number. Write it with the country code, for example +370 612 34567.
form-telefonas-missing = Enter a telephone number or an e-mail address so that we can reach you.
form-elpastas = E-mail (optional if you give a telephone)
form-elpastas-short = E-mail
form-elpastas-hint = For example, name@example.lt.
form-email-wrong = An e-mail address has the sign @ and a dot after it, without spaces. For example, name@example.lt.
form-elpastas-missing = To hear by e-mail, enter the address, or choose another way.
form-pranesimai = How shall we tell you about the decision?
form-pranesimai-hint = The e-mail only says that there is news in SPIS. The decision itself is always here.
form-pranesimai-short = How to tell you
form-pranesimai-missing = Choose how to be told about the decision.
form-pranesimai-portal = Only here, in my SPIS account
form-pranesimai-email = Here and by e-mail
form-pranesimai-post = By post
form-pranesimai-counter = I will collect it at the municipality or eldership
form-declaration-true = I confirm that the data and documents are correct and complete; I know that I answer for false data and must repay overpaid sums.
form-declaration-changes = I undertake to report in time any change affecting the right to support or its amount.
form-declaration-registers = I am informed that needed data on me and persons living with me will be taken from registers and information systems to establish the right to support.
form-declaration-elsewhere = I confirm that I have not applied for the same benefit in another municipality or state and do not receive it, or have said in the application where.

## SP-3(A)
form-sp3a-title = Application for a benefit SP-3(A)
form-sp3a-section-additional = Additional benefit
form-sp3a-papildoma = Do you also apply for the additional benefit?
form-sp3a-papildoma-hint = It is granted to a family with three or more children, for a child with a disability, or when the family’s income is low. If income has to be assessed, we learn it from registers.
form-sp3a-papildoma-short = Additional benefit
form-sp3a-papildoma-missing = Answer whether you also apply for the additional benefit.
