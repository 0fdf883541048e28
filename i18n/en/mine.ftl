### My SPIS: payments, messages.

## Beside the applications
my-aside = Payments, messages and family

## Payments
my-payments-lead = What has been paid, what is still to come, and why so much.
my-payments-coming = Still to come
my-payments-coming-none = No payment is expected now.
my-payments-done = Paid
my-payments-done-none = Nothing has been paid yet.
my-payments-next = Next payments
my-payments-none-yet = Once a benefit is granted, you will see here for which month and how much we pay.
my-payments-last = Last paid on { $date }: { $sum }
my-payments-all = All payments
my-payments-for = For { $month }
my-payments-for-children = For: { $children }.
my-payments-account = To the account that ends with { $ending }.
my-payments-ordered = Ordered from the bank, to be paid on { $date }
my-payments-by = We must pay by { $date }
my-payments-late = We had to pay by { $date } and have not paid yet.
my-payments-open = Not paid yet; once we pay, the day will be here.
my-payments-why = Why so much
my-payments-more = The next { $count } are shown.

## Messages
inbox-title = Messages
inbox-lead = Decisions, documents asked of you, answers to your questions, and receipts.
inbox-none-yet = There are no messages yet.
inbox-all = All messages
inbox-unread-none = None is unread.
inbox-unread = { $n ->
    [one] { $n } unread
   *[other] { $n } unread
}
inbox-new = Unread
inbox-decision = Decision on application { $number }
inbox-document = A document is asked for: { $name }
inbox-document-until = Give it by { $date }
inbox-document-settled = This document is no longer awaited.
inbox-answer = Answer: { $about }
inbox-answer-other = The municipality's answer
inbox-receipt-submission = We received your application
inbox-receipt-correction = We received your correction
inbox-receipt-supplement = We received your supplement
inbox-receipt-withdrawal = We received your request to withdraw
inbox-receipt-question = We received your question
inbox-receipt-disagreement = We received your disagreement with the result
inbox-receipt-number = Receipt number { $number }
inbox-about = On application { $number }
inbox-shown = The newest are shown, at most { $count }.

## How the day for a document was set
requests-due-months = { $n ->
    [one] within { $n } month
   *[other] within { $n } months
}
requests-due-days = { $n ->
    [one] within { $n } day
   *[other] within { $n } days
}
requests-due-working-days = { $n ->
    [one] within { $n } working day
   *[other] within { $n } working days
}
requests-due-rule = The time: { $term } of the day on which we asked ({ $date }).
requests-due-rule-act = The time: { $term } of the day on which we asked ({ $date }), { $act }.
requests-due-longer = We gave more time than is set; set is { $term } of the day on which we asked ({ $date }).
requests-due-longer-act = We gave more time than is set; set is { $term } of the day on which we asked ({ $date }), { $act }.

## A form opened in another session
error-earlier-session-title = You have signed in again since you opened this page
error-earlier-session-lead = That is why what you sent was not taken yet.
error-earlier-session-lost = That is why what you sent was not taken. Open the page anew and send it again.
error-earlier-session-kept = Everything that you typed is still in this page. If you want to send it, press the button.
error-earlier-session-typed = You have signed in again since you opened this page, so it was not sent yet. What you typed is here; if you chose a file, choose it again, and send.
error-not-of-session-title = This page was not opened in your session
error-not-of-session-lead = Signed in now is: { $name } Nothing of what was sent was taken or kept. If this is you, open the page anew; if not, sign out.
