### Popierinis prašymas: klausimai darbuotojui, ko prašyme trūksta; kito žmogaus sąskaita ir adresas laiškams.
form-vaikai-official = Vaikai, kuriems prašoma išmokos
form-vaikai-short = Vaikai, kuriems prašoma išmokos
form-gyvena-hint-official = Kaip nurodo pareiškėjas.
form-nuo-official = Nuo kurio mėnesio prašoma (nebūtina)
form-nuo-hint-official = Metai ir mėnuo, pavyzdžiui, 2026-09. Tuščia – nuo anksčiausio mėnesio, nuo kurio priklauso.
form-kieno-official = Kieno sąskaita
form-kieno-mano-official = Pareiškėjo
form-savininkas-hint-official = Tik jei sąskaita ne pareiškėjo.
form-telefonas-official = Telefonas (nebūtina, jei yra el. paštas)
form-telefonas-missing-official = Įrašykite pareiškėjo telefoną arba el. paštą.
form-telefonas-short-official = Telefonas arba el. paštas
form-elpastas-official = El. paštas (nebūtina, jei yra telefonas)
form-elpastas-missing-official = Įrašykite pareiškėjo el. pašto adresą arba pasirinkite kitą pranešimo būdą.
form-pranesimai-official = Kaip pareiškėjui pranešti apie sprendimą
form-pranesimai-hint-official = El. laiške rašome tik, kad SPIS yra nauja žinia.
form-pranesimai-missing-official = Pasirinkite, kaip pareiškėjui pranešti apie sprendimą.
form-pranesimai-portal-official = Tik SPIS paskyroje
form-pranesimai-email-official = SPIS paskyroje ir el. paštu
form-pranesimai-counter-official = Atsiims savivaldybėje ar seniūnijoje
form-pasiulymai-official = Sutinka, kad pagal turimus duomenis būtų tikrinama, kokia parama šeimai dar gali priklausyti, ir apie ją pranešama
form-pasiulymai-hint-official = Tik jei tai pažymėta prašyme. Sprendimui įtakos neturi.
form-sp3a-papildoma-official = Ar prašoma ir papildomos išmokos
form-sp3a-papildoma-missing-official = Nurodykite, ar prašoma ir papildomos išmokos.
form-gyvena-taip-official = Su pareiškėju
form-gyvena-pakaitomis-official = Pakaitomis su pareiškėju ir su kitu iš tėvų
form-gyvena-pakaitomis-ward-official = Pakaitomis su pareiškėju ir su vienu iš tėvų
form-sp3a-globa-hint-official = Kaip nurodyta globos ar rūpybos dokumente.
form-sp3a-sutikimas-praso-official = Taip, vaikas prašo, o rūpintojas (-a) sutinka
form-sp3a-sutikimas-veliau-official = Vaiko dar neklausta
form-sp3a-studentai-official = Ar pareiškėjas turi 18–24 metų vaikų, kurie mokosi ar studijuoja
form-sp3a-studentai-missing-official = Nurodykite, ar pareiškėjas turi 18–24 metų vaikų, kurie mokosi ar studijuoja.
form-sp3a-sugyventinis-official = Ar kartu su pareiškėju gyvena kitas vaiko tėvas ar motina, su kuriuo nesusituokta
form-sp3a-kitos-official = Ar šeima gavo pajamų, kurių Lietuvos registrai nežino
form-sp3a-kitur-official = Tos pačios išmokos už šiuos vaikus prašyta arba ji gaunama ir kitoje savivaldybėje ar kitoje valstybėje
form-sp3a-kitur-hint-official = Tik jei tai nurodyta prašyme.
form-sp3a-kitur-kur-missing-official = Įrašykite, kurioje savivaldybėje ar valstybėje išmokos prašyta arba ji gaunama ir nuo kada.

form-saskaitos-pagrindas = Kodėl mokėti į kito žmogaus sąskaitą?
form-saskaitos-pagrindas-hint = Atsakykite, jei sąskaita ne Jūsų. Išmoka skiriama Jums, bet pinigus gaus sąskaitos savininkas: bankas matys jo vardą ir pavardę, o mokėjime bus parašyta, kad išmokos gavėjas esate Jūs. Savivaldybė gali paprašyti priežastį patvirtinančio dokumento.
form-saskaitos-pagrindas-hint-official = Tik jei sąskaita ne pareiškėjo. Išmoka skiriama pareiškėjui, o banko faile gavėjas bus sąskaitos savininkas; mokėjimo paskirtyje bus įrašytas pareiškėjas. Pasakykite tai pareiškėjui.
form-saskaitos-pagrindas-short = Kodėl kito žmogaus sąskaita
form-saskaitos-pagrindas-missing = Pasirinkite, kodėl prašote mokėti į kito žmogaus sąskaitą.
form-saskaitos-pagrindas-missing-official = Pasirinkite, kodėl prašoma mokėti į kito žmogaus sąskaitą.
form-saskaitos-pagrindas-neturi = Savo sąskaitos neturiu
form-saskaitos-pagrindas-neturi-official = Pareiškėjas savo sąskaitos neturi
form-saskaitos-pagrindas-apribota = Mano sąskaita areštuota arba ja negaliu naudotis
form-saskaitos-pagrindas-apribota-official = Pareiškėjo sąskaita areštuota arba ja negalima naudotis
form-saskaitos-pagrindas-globa = Tai globėjo, rūpintojo ar įgalioto žmogaus sąskaita
form-saskaitos-pagrindas-kita = Dėl kitos priežasties
form-saskaitos-kodel = Kokia tai priežastis?
form-saskaitos-kodel-short = Priežastis
form-saskaitos-kodel-missing = Parašykite priežastį.
form-adresas = Adresas laiškams
form-adresas-hint = Būtinas, jei gyvenamosios vietos nedeklaravote arba ji saugoma. Jei nieko neįrašysite, siųsime deklaruotos gyvenamosios vietos adresu.
form-adresas-hint-official = Būtinas, jei gyvenamoji vieta nedeklaruota arba saugoma. Tuščia – siųsime deklaruotos gyvenamosios vietos adresu.
form-adresas-missing = Įrašykite adresą, kuriuo siųsti laiškus. Deklaruotos gyvenamosios vietos, kurios adresu galėtume siųsti, nematome.
case-post-address = Adresas laiškams
payments-holder = sąskaitos savininkas – { $name }

counter-identity-none = netikrinta: prašymas gautas paštu arba per kitą asmenį
counter-identity-unchecked = Tapatybė nepatikrinta. Įrašykite dokumentą arba patvirtinkite, kad registruojate be jo.
counter-signature-absent = Prašymas nepasirašytas. Pažymėkite kitaip arba patvirtinkite, kad registruojate be parašo.
counter-parasas-missing = Popieriuje parašo nėra, pareiškėjas neatvyko
counter-acting = Pareiškėjas vaikui yra
counter-acting-of = Vaikui { $name } pareiškėjas yra
counter-acting-missing = Nurodykite, ar pareiškėjas vaikui { $name } yra tėvas (motina), ar globėjas (rūpintojas).
counter-lacking = Prašyme ne viskas nurodyta. Įrašykite, ko trūksta, arba patvirtinkite, kad popieriuje to nėra.
counter-lacking-title = Prašyme trūksta
counter-lacking-lead = Gautą prašymą registruojame ir nepilną. Trūkstamų duomenų paprašysime: jų sąrašas ir diena, iki kurios pateikti, bus gavimo patvirtinime.
counter-lacking-confirm = Popieriuje to nėra – registruoti ir paprašyti
counter-missing-by = Paprašyta pateikti iki
counter-complete-link = Įrašyti, kas pateikta
counter-complete-title = Įrašyti, ko trūko
counter-complete-lead = Įrašykite tik tai, ką pareiškėjas jau pateikė ar pasakė. Ko neįrašysite, lauksime toliau.
counter-complete-signed = Prašymas pasirašytas
counter-complete-identity = Kas prašo
counter-complete-identity-hint = Pildykite, jei parodytas dokumentas arba gauta patvirtinta jo kopija.
counter-complete-button = Išsaugoti
counter-complete-nothing = Nieko neįrašyta. Įrašykite bent tai, ką pareiškėjas pateikė.
counter-gap-parasas = Pareiškėjo parašas
counter-gap-dokumentas = Asmens tapatybės dokumentas arba jo patvirtinta kopija
counter-gaps-asked = Prašyme trūksta: { $what }
counter-gaps-why = Be šių duomenų prašymo negalime išnagrinėti.
counter-receipt-missing = Prašymas užregistruotas, bet jame trūksta: { $what }. Prašome tai pateikti iki { $date } Atneškite, atsiųskite arba paskambinkite – ką galima pasakyti telefonu, įrašysime. Gavę viską, sprendimo terminą skaičiuosime iš naujo.
counter-receipt-missing-by = Trūkstamus duomenis pateikti iki
event-complete-paper = įrašyta, ko prašyme trūko
flash-paper-completed = Įrašyta, kas pateikta.
case-error-account = Prašyme nėra sąskaitos, į kurią mokėti. Įrašykite ją, kai pareiškėjas nurodys, arba siūlykite neskirti.
form-paper-child = vaikas Nr. { $n }

## Popierinių formų lapai SP-1 ir SP-3(A1), prašoma išmoka, „Būtina žinoti“
form-sp3a-sheet-sp1 = Šeimos (bendrai gyvenančių asmenų) duomenys socialinei paramai gauti SP-1
form-sp3a-sheet-sp1-note = Sutuoktinio, veiklos, mokymosi ir negalios duomenis imame iš registrų: čia tik tai, ko jie nežino.
form-sp3a-sheet-sp3a1 = Prašymas išmokai gauti SP-3(A1)
form-sp3a-sheet-sp3a1-note = Pildoma, jei šeima augina vieną ar du vaikus ir prašo papildomai skiriamos išmokos. Darbo užmokestį ir „Sodros“ išmokas imame iš registrų: čia tik pajamos, kurių jie nežino.
form-sp3a-section-together = Bendrai gyvenantys asmenys
form-sp3a-section-together-child = Bendrai gyvenantys asmenys
form-sp3a-section-custody = Vaiko globa ar rūpyba
form-sp3a-section-income-child = Vaikai
form-sp3a-section-income = Pajamos per 12 mėnesių iki prašymo mėnesio
form-sp3a-kokios = Prašau skirti
form-sp3a-kokios-vaikui = išmoką vaikui
form-sp3a-kokios-papildoma = papildomai skiriamą išmoką vaikui
form-sp3a-tikslas = Kreipimosi tikslas
form-sp3a-tikslas-skirti_vaikams = skirti išmoką vaikui
form-notes-hand-in = Kaip pateikti prašymą
form-notes-hand-in-where = Prašymą galite atnešti į savo savivaldybę ar seniūniją, atsiųsti paštu arba pateikti internetu, SPIS paskyroje. Pateikti nieko nekainuoja.
form-notes-hand-in-post = Atnešę parodykite asmens dokumentą. Siųsdami paštu pridėkite notaro, seniūno ar kito įgalioto asmens patvirtintą jo kopiją.
form-notes-hand-in-incomplete = Gautą prašymą registruojame visada, ir nepilną. Ko trūksta, paprašysime ir pasakysime, iki kada pateikti.
form-notes-rights = Jūsų teisės
form-notes-rights-help = Užpildyti prašymą padeda savivaldybės ar seniūnijos darbuotojas.
form-notes-rights-correct = Kol nenuspręsta, prašymą galite papildyti, pataisyti arba atsiimti.
form-notes-rights-look = Galite sužinoti, kokius Jūsų duomenis turime ir kokių registrų apie Jus klausėme, ir prašyti juos ištaisyti.
form-notes-duties = Jūsų pareigos
form-notes-registers = Kokius duomenis imame iš registrų
form-notes-terms = Kada nuspręsime ir mokėsime
form-notes-term-months = { $n ->
    [one] Nuspręsti turime per { $n } mėnesį nuo tada, kai gauname prašymą ir visus dokumentus.
    [few] Nuspręsti turime per { $n } mėnesius nuo tada, kai gauname prašymą ir visus dokumentus.
   *[other] Nuspręsti turime per { $n } mėnesių nuo tada, kai gauname prašymą ir visus dokumentus.
}
form-notes-term-days = { $n ->
    [one] Nuspręsti turime per { $n } dieną nuo tada, kai gauname prašymą ir visus dokumentus.
    [few] Nuspręsti turime per { $n } dienas nuo tada, kai gauname prašymą ir visus dokumentus.
   *[other] Nuspręsti turime per { $n } dienų nuo tada, kai gauname prašymą ir visus dokumentus.
}
form-notes-term-working-days = { $n ->
    [one] Nuspręsti turime per { $n } darbo dieną nuo tada, kai gauname prašymą ir visus dokumentus.
    [few] Nuspręsti turime per { $n } darbo dienas nuo tada, kai gauname prašymą ir visus dokumentus.
   *[other] Nuspręsti turime per { $n } darbo dienų nuo tada, kai gauname prašymą ir visus dokumentus.
}
form-notes-paid = Kas skirta už mėnesį, išmokama ne vėliau kaip kito mėnesio { $day } dieną.
form-notes-appeal = Jei nesutiksite su sprendimu
form-notes-appeal-where = Per vieną mėnesį nuo sprendimo gavimo dienos galėsite pateikti skundą Lietuvos administracinių ginčų komisijai (nemokamai) arba administraciniam teismui. Adresai bus sprendime.
form-notes-appeal-ask = Galėsite ir paklausti mūsų, bet paklausimas skundo termino nestabdo.
