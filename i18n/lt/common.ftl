### Žodžiai, bendri visiems puslapiams. Skaičiai derinami Fluent daugiskaitos formomis: one, few, other.

## Puslapio rėmai
layout-skip = Pereiti prie turinio
layout-system-name = Socialinės paramos šeimai informacinė sistema
layout-main-navigation = Pagrindinis
layout-sign-in = Prisijungti
layout-sign-out = Atsijungti
layout-end-work = Baigti
layout-search = Ieškoti
layout-search-label = Ieškoti asmens ar prašymo
layout-centre-unreachable = Ryšio su centru nėra nuo { $time }. Dirbkite toliau.
title-error-mark = Klaida:

footer-help-title = Reikia pagalbos?
footer-help-call = Paskambinkite
footer-help-hours = darbo dienomis { $hours } val. arba ateikite į savo savivaldybę ar seniūniją – prašymą užpildysime kartu.
footer-about = Apie SPIS
footer-help = Pagalba
footer-privacy = Asmens duomenys
footer-inspectorate = Duomenų apsaugos inspekcija
footer-cookies = Slapukai
footer-accessibility = Prieinamumo pareiškimas
footer-languages = Kalba
summary-languages = Trumpai kitomis kalbomis
summary-title = Trumpai: { $language }

## Formos
errors-to-correct = { $n ->
    [one] Pataisykite { $n } vietą
    [few] Pataisykite { $n } vietas
   *[other] Pataisykite { $n } vietų
}
save-state-saved = Išsaugota { $time }
save-state-saving = Saugoma…
save-state-failed = Neišsaugota – bandome
fact-missing = nėra duomenų
pagination-label = Sąrašo puslapiai
pagination-shown = Rodomi { $first }–{ $last } iš { $total }
pagination-previous = Ankstesni
pagination-next = Tolesni

## Keturi atsakymai
four-step = Žingsnis
four-due = Turime nuspręsti iki
four-due-stopped = Turime nuspręsti
four-due-late = Turėjome nuspręsti iki
four-due-decided = Sprendimas
four-due-later = nustatysime gavę dokumentą
four-place = Vieta eilėje
four-place-none = eilės nėra
four-missing = Ko trūksta
four-missing-nothing = iš Jūsų – nieko
applications-before-you = { $n ->
    [one] prieš Jus { $n } prašymas
    [few] prieš Jus { $n } prašymai
   *[other] prieš Jus { $n } prašymų
}
applications-count = { $n ->
    [one] { $n } prašymas
    [few] { $n } prašymai
   *[other] { $n } prašymų
}
documents-missing = { $n ->
    [one] { $n } dokumento
   *[other] { $n } dokumentų
}

## Žingsniai
step-received = Gauta
step-registered = Registruota
step-checking = Tikrinama
step-decision = Sprendimas
step-paying = Mokama
step-done-suffix = {" "}– atlikta
step-now-suffix = {" "}– dabar
step-of = { $step } žingsnis iš { $steps }

## Būsenos: vienas raktas, du tekstai
status-draft = Nebaigtas
status-queued = Laukia eilėje
status-document-missing = Trūksta dokumento
status-checking = Tikrinama
status-proposal = Tikrinama
status-with-approver = Tikrinama
status-returned = Tikrinama
status-granted = Skirta
status-refused = Neskirta
status-partly-granted = Iš dalies skirta
status-suspended = Sustabdyta
status-withdrawn = Atsiimta
status-handed-over = Perduota kitai savivaldybei
status-appealed = Apskųsta

status-staff-draft = Nebaigtas
status-staff-queued = Laukia eilėje
status-staff-document-missing = Laukia dokumento
status-staff-checking = Tikrinama
status-staff-proposal = Siūlymas
status-staff-with-approver = Pas tvirtintoją
status-staff-returned = Grąžinta
status-staff-granted = Skirta
status-staff-refused = Neskirta
status-staff-partly-granted = Iš dalies skirta
status-staff-suspended = Sustabdyta
status-staff-withdrawn = Atsiimta
status-staff-handed-over = Perduota kitai savivaldybei
status-staff-appealed = Apskųsta

## Terminai, atstumai, amžius
deadline-late = Vėluoja { $n } d.
deadline-today = Šiandien
deadline-left = Liko { $n } d.
deadline-suspended = Sustabdyta
distance-late = vėluoja { $n } d.
distance-today = šiandien
distance-left = liko { $n } d.
age-days = { $n ->
    [one] { $n } diena
    [few] { $n } dienos
   *[other] { $n } dienų
}
age-weeks = { $n ->
    [one] { $n } savaitė
    [few] { $n } savaitės
   *[other] { $n } savaičių
}
age-months = { $n ->
    [one] { $n } mėnuo
    [few] { $n } mėnesiai
   *[other] { $n } mėnesių
}
age-years = { $n ->
    [one] { $n } metai
    [few] { $n } metai
   *[other] { $n } metų
}
answer-age-minutes = { $n } min.
answer-age-hours = { $n } val.
answer-age-hours-minutes = { $hours } val. { $minutes } min.
answer-age-days = { $n } d.

## Paaiškinimas
why-how = Kaip apskaičiuota
why-yes = Taip:
why-no = Ne:
why-unverified = Nepatikrinta:
why-not-applicable = Netaikoma:

## Slapukai
cookie-resident-purpose = Atpažįsta prisijungusį gyventoją.
cookie-staff-purpose = Atpažįsta prisijungusį savivaldybės darbuotoją.
cookie-ministry-purpose = Atpažįsta prisijungusį ministerijos darbuotoją.
cookie-session-set = Prisijungus
cookie-session-lasts = Iki atsijungimo arba naršyklės uždarymo; seansas baigiasi ir po 60 minučių be veiksmų, ilgiausiai po 12 valandų
cookie-session-contains = Atsitiktinis seanso kodas
cookie-queue-purpose = Laiko vietą eilėje, kai vienu metu jungiasi per daug žmonių.
cookie-queue-set = Patekus į eilę
cookie-queue-lasts = 15 minučių po paskutinio patikrinimo
cookie-queue-contains = Atsitiktinis kodas
cookie-language-purpose = Prisimena pasirinktą kalbą.
cookie-language-set = Pasirinkus kalbą
cookie-language-lasts = 1 metai
cookie-language-contains = Kalbos kodas: „lt“ arba „en“
cookie-signin-purpose = Sieja prisijungimą per valdžios vartus su naršykle, kuri jį pradėjo.
cookie-signin-set = Pradėjus jungtis
cookie-signin-lasts = Iki prisijungimo pabaigos arba naršyklės uždarymo; prisijungti reikia per 10 minučių
cookie-signin-contains = Atsitiktinis kodas
cookies-title = Slapukai
cookies-lead = Naudojame tik būtinus slapukus, todėl sutikimo neprašome. Jokių stebėjimo, reklamos ar svetimų slapukų nėra.
cookies-table = Slapukų lentelė
cookies-name = Pavadinimas
cookies-purpose = Aprašymas
cookies-set = Sukūrimo momentas
cookies-lasts = Galiojimo laikas
cookies-contains = Naudojami duomenys
cookies-node-note = Vietoj <nn> įrašomas dviejų skaitmenų savivaldybės arba centro kodas.
privacy-title = Asmens duomenys
help-title = Pagalba

### Vietos puslapio viršuje ir žinios po veiksmo.
nav-work = Darbai
nav-counter = Priėmimas
nav-printing = Spausdinimas
nav-payments = Mokėjimai
nav-figures = Rodikliai
nav-my-spis = Mano SPIS
nav-apply = Naujas prašymas
nav-messages = Žinutės
flash-signed-out = Atsijungėte.
