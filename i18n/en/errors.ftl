### Error pages. We promise only what is true.
error-not-found-title = There is no such page
error-not-found-lead = The address may have been typed differently, or the page was moved.
error-forbidden-title = We cannot open this page for you
error-forbidden-lead = You have no right to see it, or your session ended. Sign in again; if that does not help, contact your municipality.
error-forbidden-lead-staff = You have no right to do this, or your session ended. Sign in again or contact the administrator of your municipality.
error-conflict-title = The data have changed
error-conflict-lead = Another person changed these data while you were working. Open the page again and check what is valid now.
error-unprocessable-title = We could not accept these data
error-unprocessable-lead = Go back to the previous page and try again. If that does not help, call us.
error-too-large-title = You are sending too much
error-too-large-lead = The file is too large. Make it smaller or photograph it at a lower resolution, or bring the document to your eldership.
error-unavailable-title = The page does not open now
error-unavailable-lead = The system does not answer for the moment. This is our trouble, not yours. Try again in a few minutes.
error-internal-title = The page could not be opened
error-internal-lead = This is our fault, not yours. We have recorded it.
error-saved-title = What happens to what I wrote
error-saved-text = After signing in you will see what is saved, and you can continue from the same place.
error-saved-text-staff = Open the case again to see what is saved.
error-retry = Try again
error-home = Go to the start
error-incident-title = If it still does not work
error-incident-call = Call
error-incident-say = and say this number:
error-incident-none = The number contains no personal data.
error-late-title = Will I be late?
error-late-text = If this fault made you miss a deadline, write so in your application and give the number on this page: the municipality must take it into account. You can also apply at your municipality or eldership.
error-fragment = That failed. Try again or reload the page.
error-fragment-incident = Number for support: { $number }.
error-busy-title = Many people are here now
error-busy-lead = We cannot show the page at the moment. Check in a few minutes; there is no need to wait on this page.
error-busy-before =
    { $n ->
        [one] { $n } person is before you.
       *[other] { $n } people are before you.
    }
error-busy-next = Nobody is before you in the queue. Check in a few seconds.
error-busy-kept = We keep your place in the queue for 15 minutes after each check, even if you close this page. It does not refresh by itself, and checking more often does not move the queue.
error-busy-check = Check now
error-busy-works-title = What works
error-busy-works = You can apply at the municipality or eldership. Telephone:
error-busy-works-staff = If somebody has brought an application to the counter: take it on paper and register it later – you will enter the same day of receipt.
error-too-many-title = Too many attempts
error-too-many-lead =
    { $n ->
        [one] We have had too many requests from your device or network in a short time. Try again in { $n } minute.
       *[other] We have had too many requests from your device or network in a short time. Try again in { $n } minutes.
    }
