### Payments.
payments-title = Payments
payments-lead = Child benefit is paid for the month before. First look at what will be transferred.
payments-none = No payments have been made yet.
payments-past = Past payments
payments-all-runs = All payments
payments-month = Month
payments-other-month = Another month
payments-other-month-hint = For example, 2026-10
payments-pay-on = Transfer by
payments-transfers = Transfers
payments-transfers-count = { $n ->
    [one] { $n } transfer
   *[other] { $n } transfers
}
payments-sum = Sum, EUR
payments-total = Total
payments-run-by = Prepared by
payments-run-at = Prepared at
payments-preview-link = Preview the payment for { $month }
payments-preview-button = Preview
payments-preview-title = Payment preview
payments-preview-lead = For { $month } and earlier unpaid months. Nothing has been written yet.
payments-nothing-title = Nothing to pay
payments-nothing-text = Every month granted so far has been paid or is held.
payments-composition = Composition
payments-kind = Support
payments-lines = Benefits
payments-current = For the month, EUR
payments-arrears = Arrears, EUR
payments-arrears-mark = arrears
payments-difference = Change, EUR
payments-compared-with = Compared with the last payment: { $month }, { $sum }.
payments-held = Benefits held
payments-held-title = { $n ->
    [one] { $n } benefit is held and not in the sums
   *[other] { $n } benefits are held and not in the sums
}
payments-held-recipient-died = Recipient's death recorded
payments-held-child-died = Child's death recorded
payments-held-account-missing = No account
payments-held-account-wrong = Account number cannot be right
payments-reason = Reason
payments-recipient = Recipient
payments-recipients = Recipients
payments-child = Child
payments-account = Account
payments-for-what = For what
payments-reference = Payment number
payments-shown-first = The first { $shown } transfers of { $total } are shown. Sums are of all.
payments-pay-lead = A file for the bank will be made: { $transfers }, { $sum }. No month is paid twice.
payments-pay-button = Prepare the payment
payments-future-month = A month that has not begun is not paid.
payments-paid-meanwhile = While you prepared the payment, somebody else paid part of it. Preview it again.
payments-run-title = Payment for { $month }
payments-supplementary = payment no. { $position } for this month
payments-who = Who prepared it
payments-file = File for the bank
payments-file-name = Name
payments-control-sum = Control sum
payments-take-file = Download the file
payments-list = Transfers
flash-paid = The payment is prepared. Download the file and hand it to the bank.
flash-nothing-due = Nothing to pay: everything that is due has been paid.
flash-payments-changed = While you looked, the sum to pay changed. Check it again – nothing has been written yet.
flash-payments-no-office = The payment was not prepared: no account to pay from is set. Ask the municipality's administrator.
payments-held-table = Table of held payments
payments-recipients-table = Table of recipients
payments-list-table = Table of payments
payments-past-table = Table of past payments
payments-composition-table = Table of sums by kind
