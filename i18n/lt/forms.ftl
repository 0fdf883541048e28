### Prašymų formų žodžiai: vieni ekranams, popieriui ir peržiūrai.

## Prašymo formos: kas bendra visoms
form-source = { $register }, { $time }
form-child-born = gimimo data { $date }
form-register-gr = Gyventojų registras
form-register-viisp = Elektroniniai valdžios vartai
form-acting-parent = tėvas (motina)
form-acting-guardian = globėjas (rūpintojas)
form-acting-oneself = pats (pati) sau
form-section-office = Tarnybinės žymos
form-section-applicant = Pareiškėjo duomenys
form-section-representative = Atstovo duomenys
form-section-benefit = Prašoma išmoka
form-section-children = Vaikas, kuriam prašoma išmokos
form-section-payment = Išmokėjimo duomenys
form-section-notice = Atsakymo gavimas
form-prasytojo-kodas = Asmens kodas
form-prasytojo-vardas = Vardas
form-prasytojo-pavarde = Pavardė
form-prasytojo-gimimo-data = Gimimo data
form-prasytojo-gyvenamoji-vieta = Deklaruota gyvenamoji vieta
form-atstovo-kodas = Atstovo asmens kodas
form-atstovo-vardas = Atstovo vardas ir pavardė
form-atstovo-pagrindas = Atstovavimo pagrindas
form-vaiko-kodas = Vaiko asmens kodas
form-vaiko-vardas = Vaiko vardas
form-vaiko-pavarde = Vaiko pavardė
form-vaiko-gimimo-data = Gimimo data
form-vaiko-atstovas = Prašytojas vaikui yra
form-gyvena-short = Kur vaikas gyvena
form-date-wrong = Tokios dienos nėra. Rašykite metus, mėnesį ir dieną, pavyzdžiui, { $example }.
form-date-later = Ši diena dar neatėjo. Vėliausia galima – { $latest }.
form-date-earlier = Ši diena per sena. Anksčiausia galima – { $earliest }.
form-whole-wrong = Įrašykite skaičių nuo { $least } iki { $most }.
form-money-wrong = Įrašykite sumą eurais, pavyzdžiui, 123,45.
form-text-long = { $n ->
    [one] Parašyta per daug: telpa { $n } ženklas.
    [few] Parašyta per daug: telpa { $n } ženklai.
   *[other] Parašyta per daug: telpa { $n } ženklų.
}
form-pasiulymai = Sutinku, kad pagal turimus duomenis būtų tikrinama, kokia parama šeimai dar gali priklausyti, ir apie ją pranešama
form-pasiulymai-hint = Kol kas tokių pasiūlymų dar nesiunčiame. Sutikti nebūtina: prašymams ir sprendimams tai įtakos neturi. Sutikimą bet kada galite atšaukti.
form-pasiulymai-short = Sutikimas gauti pasiūlymus apie kitą paramą
form-yes = Taip
form-no = Ne
form-choose = Pasirinkite
form-screen-vaikai = Vaikai
form-screen-mokejimas = Mokėjimas ir pranešimai
form-vaikai = Kuriems vaikams prašote išmokos?
form-vaikai-hint = Vaikus įrašėme iš Gyventojų registro.
form-vaikai-after = Jei sąraše nėra Jūsų vaiko, kreipkitės į savo savivaldybę ar seniūniją – prašymą priimsime ten.
form-vaikai-missing = Pažymėkite bent vieną vaiką.
form-vaikai-not-offered = Vaikų sąrašas registre pasikeitė. Patikrinkite, kurie vaikai pažymėti.
form-vaikai-unknown = Jūsų vaikų sąrašo iš Gyventojų registro dar negavome. Pabandykite po kelių minučių arba kreipkitės į savo savivaldybę ar seniūniją. Kiti atsakymai išsaugoti.
form-vaikai-none = Gyventojų registre neradome nepilnamečių vaikų, kurių vardu galėtumėte prašyti išmokos. Jei vaiką auginate, kreipkitės į savo savivaldybę ar seniūniją. Pilnametis, kuris dar mokosi, prašo pats, prisijungęs savo vardu.
form-gyvena = Kur gyvena { $name }?
form-gyvena-hint = Nurodykite, kaip yra šiandien. Nė vienas atsakymas savaime nereiškia atsisakymo.
form-gyvena-missing = Nurodykite, kur gyvena { $name }.
form-nuo = Nuo kurio mėnesio prašote? (nebūtina)
form-nuo-hint = Metai ir mėnuo, pavyzdžiui, 2026-09. Jei nieko neįrašysite, laikysime, kad prašote nuo anksčiausio mėnesio, nuo kurio priklauso.
form-nuo-short = Nuo kada
form-nuo-none = nuo tada, kai priklauso
form-month-wrong = Tokio mėnesio nėra. Rašykite metus ir mėnesį, pavyzdžiui, { $example }.
form-month-later = Šis mėnuo dar neprasidėjo. Vėliausias galimas – { $latest }.
form-month-earlier = Prašyti galima ne daugiau kaip už 12 praėjusių mėnesių. Anksčiausias galimas – { $earliest }.
form-savivaldybe = Kurioje savivaldybėje gyvenate?
form-savivaldybe-hint = Deklaruotos gyvenamosios vietos registre nematome, todėl klausiame Jūsų.
form-savivaldybe-missing = Pasirinkite savivaldybę, kurioje gyvenate.
form-saskaita = Sąskaita, į kurią mokėti
form-saskaita-hint = Banko sąskaitos numeris (IBAN). Lietuvoje prasideda LT ir turi 20 ženklų. Tarpai netrukdo.
form-saskaita-missing = Įrašykite sąskaitos numerį.
form-account-short = { $n ->
    [one] Sąskaitos numeryje yra { $n } ženklas, o turi būti { $expected }. Patikrinkite, ar nepraleidote skaitmens.
    [few] Sąskaitos numeryje yra { $n } ženklai, o turi būti { $expected }. Patikrinkite, ar nepraleidote skaitmens.
   *[other] Sąskaitos numeryje yra { $n } ženklų, o turi būti { $expected }. Patikrinkite, ar nepraleidote skaitmens.
}
form-account-long = { $n ->
    [one] Sąskaitos numeryje yra { $n } ženklas, o turi būti { $expected }. Patikrinkite, ar nėra per daug skaitmenų.
    [few] Sąskaitos numeryje yra { $n } ženklai, o turi būti { $expected }. Patikrinkite, ar nėra per daug skaitmenų.
   *[other] Sąskaitos numeryje yra { $n } ženklų, o turi būti { $expected }. Patikrinkite, ar nėra per daug skaitmenų.
}
form-account-characters = Sąskaitos numerį sudaro tik lotyniškos raidės ir skaitmenys: dvi šalies raidės, paskui skaitmenys. Patikrinkite, ar nėra kitų ženklų.
form-account-country = Sąskaitos numeris prasideda dviem šalies raidėmis, pavyzdžiui, LT. Įrašykite visą numerį.
form-account-check-digits = Tokio sąskaitos numerio nėra: kažkuris ženklas įrašytas ne taip. Palyginkite su banko programėle ar kortele.
form-kieno = Kieno tai sąskaita?
form-kieno-mano = Mano
form-kieno-kito = Kito žmogaus
form-kieno-missing = Pasirinkite, kieno tai sąskaita.
form-savininkas = Sąskaitos savininko vardas ir pavardė
form-savininkas-hint = Rašykite tik tada, kai sąskaita ne Jūsų.
form-savininkas-missing = Įrašykite sąskaitos savininko vardą ir pavardę.
form-telefonas = Telefonas (nebūtina, jei nurodote el. paštą)
form-telefonas-short = Telefonas
form-telefonas-hint = Pavyzdžiui, +370 612 34567.
form-phone-wrong = Tokio telefono numerio nėra. Rašykite su šalies kodu, pavyzdžiui, +370 612 34567.
form-telefonas-missing = Įrašykite telefoną arba el. paštą, kad galėtume su Jumis susisiekti.
form-elpastas = El. paštas (nebūtina, jei nurodote telefoną)
form-elpastas-short = El. paštas
form-elpastas-hint = Pavyzdžiui, vardas@pavyzdys.lt.
form-email-wrong = El. pašto adrese turi būti ženklas @ ir taškas po jo, be tarpų. Pavyzdžiui, vardas@pavyzdys.lt.
form-elpastas-missing = Kad galėtume rašyti el. paštu, įrašykite adresą arba pasirinkite kitą būdą.
form-pranesimai = Kaip pranešti apie sprendimą?
form-pranesimai-hint = Laiške rašome tik, kad SPIS yra nauja žinia. Patį sprendimą visada rasite čia.
form-pranesimai-short = Kaip pranešti
form-pranesimai-missing = Pasirinkite, kaip Jums pranešti apie sprendimą.
form-pranesimai-portal = Tik čia, SPIS paskyroje
form-pranesimai-email = Čia ir el. paštu
form-pranesimai-post = Paštu
form-pranesimai-counter = Atsiimsiu savivaldybėje ar seniūnijoje
form-declaration-true = Patvirtinu, kad pateikti duomenys ir dokumentai yra teisingi ir išsamūs; žinau, kad už neteisingus duomenis atsakau ir permokėtą sumą turėsiu grąžinti.
form-declaration-changes = Įsipareigoju per teisės akte nustatytą terminą pranešti apie pasikeitusias aplinkybes, turinčias įtakos teisei į paramą ar jos dydžiui.
form-declaration-registers = Esu informuota(-as), kad reikalingi duomenys apie mane ir kartu gyvenančius asmenis bus gauti iš registrų ir informacinių sistemų paramos teisei nustatyti.
form-declaration-elsewhere = Patvirtinu, kad dėl tos pačios išmokos į kitą savivaldybę ar kitą valstybę nesikreipiau ir jos negaunu, o jei kreipiausi ar gaunu – prašyme nurodžiau, kur.

## SP-3(A)
form-sp3a-title = Prašymas išmokai gauti SP-3(A)
form-sp3a-section-additional = Papildomai skiriama išmoka
form-sp3a-papildoma = Ar prašote ir papildomos išmokos?
form-sp3a-papildoma-hint = Ji skiriama šeimai, kurioje trys ar daugiau vaikų, vaikui su negalia arba kai šeimos pajamos mažos. Jei pajamas reikės vertinti, jas sužinosime iš registrų ir paklausime tik to, ko registrai nežino.
form-sp3a-papildoma-short = Papildoma išmoka
form-sp3a-papildoma-missing = Atsakykite, ar prašote ir papildomos išmokos.
