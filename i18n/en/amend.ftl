### Correcting after sending, and what is not sent yet.

## Correction
amend-draft-of = Correction of application { $number }
amend-draft-saved-at = Saved { $time }. The correction is not sent yet.
amend-draft-continue = Go on correcting
amend-delete = Delete the correction
amend-delete-title = Delete the correction that is not sent?
amend-delete-else = If you neither delete nor change it, the correction stays until { $date }.
amend-begin = Start correcting
amend-what-filled = We will open the same form with your answers: children, whom they live with, account, contacts. Change what is needed.
amend-what-stands = Until you send the correction, what you sent before holds.
amend-what-stays = The applicant and the municipality stay the same. If somebody else must apply or another municipality must decide, withdraw the application and submit a new one.
amend-who-stays = A correction cannot change who applies. If somebody else must apply, withdraw this application and submit a new one.
amend-applicant-stays = A correction cannot change in whose name it is asked. To ask in another person's name, submit a new application.
amend-municipality-stays = A correction cannot change the municipality. If another municipality must decide, withdraw this application and submit a new one.
amend-child-asked = asked for
amend-child-not-asked = not asked for
amend-changes-title = What you change
amend-changes-none = You have changed nothing yet.
amend-paper = The corrected application (PDF)
amend-was = Was:
amend-will-be = Will be:
amend-send-what = The correction goes to { $municipality }. You will see its receipt number at once.
amend-delete-lost = Only the correction that was not sent will be deleted. The application that you sent stays as it was.
event-correct-power = the correction names another power of attorney
portal-event-correct-power = The correction names another power of attorney; the municipality will check it

## Text not sent
amend-begun = Begun, not sent
amend-kept-until = The text is kept until you send it, but no longer than until { $time }.
amend-kept-signed-out = The session has ended, but what you wrote is saved. To go on,
amend-save-fault = Not saved: the server has a fault. Your words stay in this window, we keep trying.
flash-words-kept = The session has ended, but what you wrote is saved. Sign in and go on.
flash-not-sent-yet = The application is not sent yet. Your answers are saved: sign in, look at them and send them.
amend-photo-skip = Leave out the photo “{"{vardas}"}”
amend-photo-skipped = “{"{vardas}"}” was left out.
