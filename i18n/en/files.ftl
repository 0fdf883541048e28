### Documents that are added.

## Why a file is not taken
file-refused-empty = No file was chosen, or the file is empty.
file-refused-too-large = The file is too large: we take up to 10 MB. You can make the photo smaller or take it again at a lower resolution, or divide the document into several files.
file-refused-unknown = We do not recognise this file. We take PDF, JPEG, PNG and HEIC files and signed ADOC or ASiC-E documents. Save any other file as PDF.
file-refused-broken = The file could not be read – it may be damaged. Open it on your device and save it again, or take a photo of the document.
file-refused-too-many-pixels = The resolution of the photo is too high. Take it again at a lower resolution.
file-refused-too-many-pages = The document has too many pages. Divide it into several files.
file-refused-encrypted = The document is protected by a password, so nobody could read it. Save it without the password.
file-refused-active = This PDF contains a program that would run when it is opened, so we do not take it. Print the document to a new PDF (choose “Save as PDF” in the print window) and upload that.
file-refused-bomb = The signed document would be too large when unpacked. Upload its documents one by one.
file-refused-heic-unreadable = We cannot read the HEIC photo at the moment. Save it as JPEG.
file-refused-took-too-long = The file could not be read within the time allowed. Save it again, or take a photo of the document.
file-refused-infected = The check found a harmful program in the file, so we did not take it and deleted it.
file-refused-scanner-silent = The file has come, but is not checked yet: the checking program does not answer at the moment. The file is kept, and we check it ourselves as soon as the program answers.
file-refused-no-such-page = The document has no such page.

## Page of documents
uploads-title = Documents
uploads-lead = What state registers hold, we collect ourselves. Add here only what registers do not hold, for example a court decision or a certificate issued abroad.
uploads-back = Review
uploads-received-title = What we have received
uploads-none = You have added nothing yet.
uploads-none-needed = You have added no documents. Usually none are needed.
uploads-add-link = Add a document
uploads-add-title = Add
uploads-choose = Photo or document
uploads-formats = PDF, JPEG, PNG, HEIC, ADOC or ASiC-E.
uploads-limits = One file: up to { $one } MB; all together: up to { $files } files and { $all } MB.
uploads-join-box = Join several photos into one PDF
uploads-send = Upload
uploads-place-removed = We do not keep where a photo was taken or other hidden data.
uploads-join-title = Join photos into one PDF
uploads-join-which = Which photos to join
uploads-join-send = Join
uploads-joined-name = Photos
uploads-continue = Continue
uploads-remove = Remove
uploads-check-again = Check again
uploads-new-window = (opens in a new window)
uploads-pages = { $n ->
    [one] { $n } page
   *[other] { $n } pages
}
uploads-signed = { $n ->
    [one] signed document, { $n } file
   *[other] signed document, { $n } files
}
uploads-waiting = Received, waiting to be checked: the checking program does not answer at the moment. As soon as it does, we check the file ourselves. It cannot be sent until then.
uploads-unread = Received, still being checked. It cannot be sent until it is checked.
uploads-unfinished = Not all of it has come: { $received } of { $size }. Choose the same file again and we go on from the same place. Or remove this one.
uploads-unfinished-at-sending = The document “{ $name }” is not uploaded or not checked yet. Finish uploading it or remove it, then send.
uploads-refused-at-sending = Remove this file, then send.
uploads-of = “{ $name }”: { $why }
uploads-too-many = No more files can be added: there are 20 already. You can join several photos into one PDF.
uploads-too-much = All files together would be larger than 50 MB. Remove one that is not needed or upload a smaller one.
uploads-too-fast = Very many files were uploaded in a short time. Wait and go on later.
uploads-too-few-photos = Choose at least two photos.
uploads-missing = This file is not here any more. Upload it again.
uploads-sent-title = Documents added
uploads-back-supplement = Back
uploads-within-title = Documents that you send
uploads-within-none = None so far.
flash-uploads-added = The documents have been received.
flash-uploads-joined = The photos are joined into one PDF.
flash-uploads-removed = The document is removed.

## Progress
uploads-js-sending = “{"{"}vardas{"}"}”: {"{"}kiek{"}"} % sent
uploads-js-reading = “{"{"}vardas{"}"}”: being checked
uploads-js-lost = “{"{"}vardas{"}"}”: the connection was lost at {"{"}kiek{"}"} %. When it is back, we go on from the same place.
uploads-js-join-lost = The connection was lost. The photos will be joined when it is back.
uploads-js-join-look = The connection was lost for a while. See in the list whether the photos are joined; if not, join them again.
uploads-js-resumed = “{"{"}vardas{"}"}”: going on from {"{"}kiek{"}"} %
uploads-js-done = “{"{"}vardas{"}"}”: received
uploads-js-shrink = Make the photo smaller and upload it: {"{"}vardas{"}"}
uploads-js-shrunk = “{"{"}vardas{"}"}”: making it smaller
uploads-js-failed = The file could not be uploaded. Try again.
uploads-js-signed-out = You are signed out. Sign in again – what was received is kept.

## For the specialist
case-documents = Documents
case-documents-none = No documents were added to the application.
case-documents-here = Show here
case-documents-download = Download
case-documents-page = Page { $number } of { $pages }
case-documents-next = Next page
case-documents-previous = Previous page
case-documents-certified = True copy, certified by { $name }
