### Viešoji dalis: parama, kontaktai, sistemos būklė.
start-search-title = Kokios paramos ieškote?
start-search-note = Prisijungti nereikia.
start-frequent = Dažniausiai ieškoma
start-all-support = { $n ->
    [one] Visa parama: { $n } puslapis
    [few] Visa parama: { $n } puslapiai
   *[other] Visa parama: { $n } puslapių
}
support-title = Visa parama
support-lead = Kas gali gauti, kiek, ko reikia ir kur kreiptis.
support-search-label = Ieškoti savais žodžiais
support-search-hint = Pavyzdžiui, dvyniai, malkos, slauga. Asmens duomenų nerašykite.
support-search = Ieškoti
support-search-all = Rodyti visą paramą
support-found = { $n ->
    [one] Rastas { $n } puslapis.
    [few] Rasti { $n } puslapiai.
   *[other] Rasta { $n } puslapių.
}
support-found-none = Nieko neradome. Pabandykite trumpesnį žodį arba paskambinkite – padėsime rasti.
support-area-children = Vaikams ir juos auginantiems
support-area-pupils = Mokiniams
support-area-low-income = Kai trūksta pajamų
support-area-housing = Būstui
support-area-disability = Žmonėms su negalia
support-area-services = Socialinės paslaugos
support-area-pensions = Pensijos ir išmokos
support-area-loss = Netekus artimojo
support-area-other = Kita parama
support-area-family-card = Šeimos kortelė
support-who = Kas gali gauti
support-amount = Kiek
support-amount-day = Sumos apskaičiuotos pagal { $date } galiojančius dydžius.
support-amount-note = Tai bendra informacija; kas ir kiek priklauso Jums, nustatoma sprendime.
support-needed = Ko reikia
support-apply = Kaip kreiptis
support-apply-here = Prašymą galite pateikti čia prisijungę, savivaldybėje arba seniūnijoje.
support-apply-municipality = Kreipkitės į savivaldybę, kurioje gyvenate, arba į seniūniją. Čia šios paramos prašymo dar negalima pateikti.
support-apply-sodra = Šią paramą tvarko „Sodra“; kreipkitės į ją. Čia prašymo pateikti negalima.
support-apply-sppd = Dėl kortelės sprendžia Socialinių paslaugų priežiūros departamentas. Čia prašymo dar negalima pateikti; kur kreiptis, padės rasti savivaldybė.
support-apply-tpnc = Kreipkitės į Techninės pagalbos neįgaliesiems centrą arba savivaldybę. Čia prašymo dar negalima pateikti.
support-apply-child-rights = Kreipkitės į Valstybės vaiko teisių apsaugos ir įvaikinimo tarnybą arba savivaldybę.
support-apply-school = Prašymo nereikia, pasirūpina mokykla.
support-apply-button = Pradėti prašymą
support-apply-contacts = Savivaldybių kontaktai
support-term = Kada bus sprendimas
support-term-unknown = Termino klauskite ten, kur kreipsitės: pateikus prašymą turi būti pasakyta, iki kada bus nuspręsta.
support-refused = Jei atsakymas neigiamas
support-refused-text = Sprendime turi būti parašyta, kodėl, kam, iki kada ir kaip jį apskųsti. Galite prašyti paaiškinti sprendimą ir pateikti trūkstamus duomenis.
support-estimate = Kreiptis galite visada – dėl paramos sprendžia žmogus, o kai kuriais atvejais ji gali būti skirta išimties tvarka.
support-act = Pagal kokį teisės aktą
contacts-title = Kontaktai
contacts-lead = Dėl paramos kreipkitės į savivaldybę, kurioje gyvenate.
contacts-help = Pagalba naudojantis SPIS
contacts-no-code = Asmens kodo telefonu neklausime.
contacts-municipalities = Savivaldybės ({ $n })
contacts-municipalities-note = Prašymą ir dokumentus priima savivaldybės administracija ir seniūnijos.
contacts-table = Savivaldybių adresai
contacts-name = Savivaldybė
contacts-address = Adresas
contacts-phone = Telefonas
contacts-email = El. paštas
contacts-officers-unnamed = Kur duomenų apsaugos pareigūnas nenurodytas, jo klauskite savivaldybės.
contacts-letters = Pagal pirmą raidę
contacts-ministry = Socialinės apsaugos ir darbo ministerija
contacts-officer = Duomenų apsaugos pareigūnas:
state-title = Ar sistema veikia
state-lead-works = Prisijungti ir pateikti prašymą galite.
state-lead-trouble = Dalis sistemos dabar neatsako.
state-looked = Žiūrėta { $time }
state-again = Patikrinti dabar
state-parts = Ko reikia prisijungti ir pateikti prašymui
state-part-centre = Portalas ir jo duomenų bazė
state-part-gateway = Elektroniniai valdžios vartai (prisijungimas)
state-part-registers = Ryšys su registrais
state-part-register-population = Gyventojų registras
state-part-register-sodra = „Sodra“
state-part-register-disability = Negalios duomenys
state-part-register-study = Mokinių ir studentų registrai
state-registers = Ar registrai atsako savivaldybėms
state-registers-note = Sprendžiame iš pastarosios paros klausimų ir atsakymų.
state-municipalities = Ryšys su savivaldybėmis
state-municipalities-note = Kol ryšio nėra, prašymą pateikti vis tiek galite: jį išsaugome, o savivaldybė gaus, kai ryšys atsiras.
state-not-connected = { $n ->
    [one] { $n } savivaldybė su šia sistema dar nedirba
    [few] { $n } savivaldybės su šia sistema dar nedirba
   *[other] { $n } savivaldybių su šia sistema dar nedirba
}
state-health-works = Veikia
state-health-late = Atsakymai vėluoja
state-health-silent = Neatsako
state-health-unknown = Per parą neklausta
state-health-not-connected = Dar nedirba
state-since = Taip yra nuo { $time }
state-since-or-longer = Taip yra bent nuo { $time }
state-heard = paskutinį kartą atsiliepė { $time }
state-counter = Prašymą visada galite pateikti ir savivaldybėje ar seniūnijoje. Pagalba telefonu:
state-json = Tie patys duomenys programoms (JSON)
display-title = Rodymo nustatymai
display-lead = Galioja šiame įrenginyje, kol juos pakeisite. Prisijungti nereikia.
display-scheme = Spalvos
display-scheme-auto = Kaip nustatyta įrenginyje
display-scheme-light = Šviesios
display-scheme-dark = Tamsios
display-size = Raidžių dydis
display-size-normal = Įprastas
display-size-large = Didesnis
display-save = Išsaugoti
display-cookie = Nustatymus prisimena du slapukai; žr. slapukų lentelę
flash-display-saved = Nustatymai išsaugoti.
cookie-display-purpose = Prisimena spalvas ir raidžių dydį.
cookie-display-set = Išsaugojus rodymo nustatymus
cookie-display-contains = Spalvų ir dydžio kodas, pvz., „dark-large“
