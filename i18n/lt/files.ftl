### Pridedami dokumentai.

## Kodėl failas nepriimtas
file-refused-empty = Nepasirinktas nė vienas failas arba failas tuščias.
file-refused-too-large = Failas per didelis: priimame iki 10 MB. Nuotrauką galite sumažinti arba nufotografuoti iš naujo mažesne raiška, o dokumentą – padalyti į kelis failus.
file-refused-unknown = Tokio failo neatpažįstame. Priimame PDF, JPEG, PNG ir HEIC failus ir pasirašytus ADOC arba ASiC-E dokumentus. Kitokį failą išsaugokite kaip PDF.
file-refused-broken = Failo nepavyko perskaityti – jis gali būti sugadintas. Atidarykite jį savo įrenginyje ir išsaugokite iš naujo arba dokumentą nufotografuokite.
file-refused-too-many-pixels = Nuotraukos raiška per didelė. Nufotografuokite iš naujo mažesne raiška.
file-refused-too-many-pages = Dokumente per daug puslapių. Padalykite jį į kelis failus.
file-refused-encrypted = Dokumentas apsaugotas slaptažodžiu, todėl jo niekas negalėtų perskaityti. Išsaugokite jį be slaptažodžio.
file-refused-active = Šiame PDF yra programa, kuri veiktų jį atidarius, todėl jo nepriimame. Atspausdinkite dokumentą į naują PDF (spausdinimo lange pasirinkite „Išsaugoti kaip PDF“) ir įkelkite jį.
file-refused-bomb = Pasirašytas dokumentas išskleidus būtų per didelis. Įkelkite jo dokumentus atskirai.
file-refused-heic-unreadable = HEIC nuotraukos dabar perskaityti negalime. Išsaugokite ją kaip JPEG.
file-refused-took-too-long = Failo nepavyko perskaityti per leistiną laiką. Išsaugokite jį iš naujo arba dokumentą nufotografuokite.
file-refused-infected = Patikra faile rado kenkėjišką programą, todėl failo nepriėmėme ir ištrynėme.
file-refused-scanner-silent = Failas gautas, bet jo dar nepatikrinome: patikros programa dabar neatsako. Failą išsaugojome ir patikrinsime patys, kai tik programa atsakys.
file-refused-no-such-page = Tokio puslapio dokumente nėra.

## Dokumentų puslapis
uploads-title = Dokumentai
uploads-lead = Kas yra valstybės registruose, surenkame patys. Čia pridėkite tik tai, ko registruose nėra, pavyzdžiui, teismo sprendimą ar užsienyje išduotą pažymą.
uploads-back = Peržiūra
uploads-received-title = Ką gavome
uploads-none = Dar nieko nepridėjote.
uploads-none-needed = Dokumentų nepridėjote. Dažniausiai jų ir nereikia.
uploads-add-link = Pridėti dokumentą
uploads-add-title = Pridėti
uploads-choose = Nuotrauka arba dokumentas
uploads-formats = PDF, JPEG, PNG, HEIC, ADOC arba ASiC-E.
uploads-limits = Vienas failas – iki { $one } MB, iš viso – iki { $files } failų ir { $all } MB.
uploads-join-box = Kelias nuotraukas sujungti į vieną PDF
uploads-send = Įkelti
uploads-place-removed = Nuotraukų vietos ir kitų paslėptų duomenų nesaugome.
uploads-join-title = Sujungti nuotraukas į vieną PDF
uploads-join-which = Kurias nuotraukas sujungti
uploads-join-send = Sujungti
uploads-joined-name = Nuotraukos
uploads-continue = Tęsti
uploads-remove = Pašalinti
uploads-check-again = Patikrinti dar kartą
uploads-new-window = (atsidaro naujame lange)
uploads-pages = { $n ->
    [one] { $n } puslapis
    [few] { $n } puslapiai
   *[other] { $n } puslapių
}
uploads-signed = { $n ->
    [one] pasirašytas dokumentas, { $n } failas
    [few] pasirašytas dokumentas, { $n } failai
   *[other] pasirašytas dokumentas, { $n } failų
}
uploads-waiting = Gauta, laukia patikros: patikros programa dabar neatsako. Kai tik atsakys, failą patikrinsime patys. Kol nepatikrinta, išsiųsti negalima.
uploads-unread = Gauta, dar tikriname. Kol nepatikrinta, išsiųsti negalima.
uploads-unfinished = Įkelta ne visa: { $received } iš { $size }. Pasirinkite tą patį failą dar kartą – tęsime nuo tos pačios vietos. Arba šį pašalinkite.
uploads-unfinished-at-sending = Dokumentas „{ $name }“ dar neįkeltas arba nepatikrintas. Baikite jį įkelti arba pašalinkite, tada siųskite.
uploads-refused-at-sending = Pašalinkite šį failą, tada siųskite.
uploads-of = „{ $name }“: { $why }
uploads-too-many = Daugiau failų pridėti negalima: jų jau 20. Kelias nuotraukas galite sujungti į vieną PDF.
uploads-too-much = Visi failai kartu būtų didesni kaip 50 MB. Pašalinkite nereikalingą arba įkelkite mažesnį.
uploads-too-fast = Per trumpą laiką įkelta labai daug failų. Palaukite ir tęskite vėliau.
uploads-too-few-photos = Pasirinkite bent dvi nuotraukas.
uploads-missing = Šio failo čia jau nėra. Įkelkite jį iš naujo.
uploads-sent-title = Pridėti dokumentai
uploads-back-supplement = Atgal
uploads-within-title = Dokumentai, kuriuos siunčiate
uploads-within-none = Kol kas nė vieno.
flash-uploads-added = Dokumentai gauti.
flash-uploads-joined = Nuotraukos sujungtos į vieną PDF.
flash-uploads-removed = Dokumentas pašalintas.

## Įkėlimo eiga
uploads-js-sending = „{"{"}vardas{"}"}“: išsiųsta {"{"}kiek{"}"} %
uploads-js-reading = „{"{"}vardas{"}"}“: tikriname
uploads-js-lost = „{"{"}vardas{"}"}“: ryšys nutrūko ties {"{"}kiek{"}"} %. Kai ryšys atsiras, tęsime nuo tos pačios vietos.
uploads-js-join-lost = Ryšys nutrūko. Nuotraukas sujungsime, kai jis atsinaujins.
uploads-js-join-look = Ryšys buvo nutrūkęs. Patikrinkite sąraše, ar nuotraukos sujungtos; jei ne, sujunkite dar kartą.
uploads-js-resumed = „{"{"}vardas{"}"}“: tęsiame nuo {"{"}kiek{"}"} %
uploads-js-done = „{"{"}vardas{"}"}“: gauta
uploads-js-shrink = Sumažinti nuotrauką ir įkelti: {"{"}vardas{"}"}
uploads-js-shrunk = „{"{"}vardas{"}"}“: mažiname
uploads-js-failed = Failo įkelti nepavyko. Pabandykite dar kartą.
uploads-js-signed-out = Prisijungimas baigėsi. Prisijunkite iš naujo – kas gauta, išsaugota.

## Specialistui
case-documents = Dokumentai
case-documents-none = Su prašymu dokumentų nepridėta.
case-documents-here = Rodyti čia
case-documents-download = Atsisiųsti
case-documents-page = { $number } puslapis iš { $pages }
case-documents-next = Kitas puslapis
case-documents-previous = Ankstesnis puslapis
case-documents-certified = Kopija tikra, patvirtino { $name }
