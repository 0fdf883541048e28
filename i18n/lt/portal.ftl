### Gyventojo portalas.

## Pradžios puslapis
portal-start-title = Parama Jūsų šeimai: aiškiai ir vienoje vietoje
portal-start-lead = Pateikite prašymą gauti vaiko pinigus ir bet kada matykite, kas su juo vyksta ir iki kada savivaldybė turi nuspręsti.
portal-start-registers = Duomenis iš valstybės registrų surenkame patys.
portal-start-saved = Nebaigtą prašymą saugome 90 dienų nuo paskutinio pakeitimo – galėsite tęsti vėliau.
portal-start-why = Paaiškiname, kodėl parama skirta ar neskirta.
portal-start-residents = Gyventojams
portal-start-apply = Prašyti vaiko pinigų
portal-start-mine = Mano SPIS
portal-start-how = Prisijungsite per Elektroninius valdžios vartus. Atskiros paskyros kurti nereikia.
portal-start-officials = Darbuotojams
portal-start-officials-link = Darbuotojų prisijungimas
portal-start-officials-how = Savivaldybių ir ministerijos darbuotojams, su jų naudotojo vardu.
portal-start-officials-lead = Čia jungiasi savivaldybių ir ministerijos darbuotojai. Jei esate gyventojas, Jums skirtas „Mano SPIS“.
portal-start-officials-municipalities = Savivaldybės
portal-start-ministry = Socialinės apsaugos ir darbo ministerija
portal-start-next = Kas vyksta pateikus prašymą
portal-start-next-1 = Numeris iš karto
portal-start-next-1-text = Išsiuntus prašymą iš karto matote jo gavimo numerį. Ko dar reikia, sužinome iš registrų patys.
portal-start-next-2 = Matote kelią
portal-start-next-2-text = Rodome žingsnį, vietą eilėje, ko trūksta ir dieną, iki kurios savivaldybė turi nuspręsti.
portal-start-next-3 = Sužinote, kodėl
portal-start-next-3-text = Sprendime – kiekvienos sumos ir kiekvieno neigiamo atsakymo paaiškinimas ir kaip jį apskųsti.

## Prisijungimas
portal-signin-help = Nepavyksta prisijungti? Prašymą galite pateikti ir savo savivaldybėje ar seniūnijoje.
portal-signin-same-browser = Prisijungti galima per 10 minučių ir tik toje pačioje naršyklėje, kurioje pradėjote.
portal-signin-again = Prisijungti iš naujo
portal-gateway-go = Eiti į Elektroninius valdžios vartus
portal-gateway-silent = Elektroniniai valdžios vartai dabar neatsako. Pabandykite po kelių minučių. Jei skubate, prašymą galite pateikti savo savivaldybėje ar seniūnijoje.

## Privatumo politika
portal-policy-title = Privatumo politika
portal-policy-lead = Kad galėtumėte pildyti ir teikti prašymus, susipažinkite, kaip tvarkome Jūsų duomenis. Sutikimo neprašome – duomenis tvarkome pagal įstatymą.
portal-policy-whole = Visa privatumo politika
portal-policy-edition = galioja nuo { $date }
portal-policy-confirm = Susipažinau su privatumo politika
portal-policy-button = Patvirtinti ir tęsti
portal-policy-later = Vėliau
portal-policy-signin-lead = Prieš pildydami prašymą susipažinkite, kaip tvarkome Jūsų duomenis. Galite tai padaryti ir vėliau: savo prašymus, sprendimus ir mokėjimus matysite bet kuriuo atveju.
portal-policy-not-confirmed = Pažymėkite, kad susipažinote su privatumo politika. Be to prašymo pildyti negalima.
portal-policy-open = Savo prašymus, sprendimus ir mokėjimus matote ir nepatvirtinę.
portal-notice13-title = Kokius duomenis imsime iš registrų
portal-notice13-what = Ką ir iš kur: duomenis apie Jus, vaikus ir kartu gyvenančius asmenis – iš Gyventojų registro; to, ką vertinsime, – negalios duomenis iš Asmens su negalia teisių apsaugos agentūros, mokymosi – iš mokinių ir studentų registrų, pajamų – iš „Sodros“ ir Užimtumo tarnybos.
portal-notice13-why = Kam: kad nustatytume, ar išmoka priklauso ir kokia, ir ją išmokėtume.
portal-notice13-ground = Kokiu pagrindu: vykdome Išmokų vaikams įstatymą – Reglamento (ES) 2016/679 6 straipsnio 1 dalies c ir e punktai, sveikatos duomenims – 9 straipsnio 2 dalies b punktas.
portal-notice13-who = Kas mato ir atsako: prašymą nagrinėjantys savivaldybės darbuotojai. Duomenų valdytojos – Socialinės apsaugos ir darbo ministerija ir ta savivaldybė. Kiekviena peržiūra įrašoma į žurnalą.
portal-notice13-long = Kiek laikome: 5 metus nuo paskutinio pakeitimo, paskui – archyve, kiek nustato SPIS nuostatai.

## Mano SPIS
portal-home-title = Mano SPIS
portal-home-greeting = Laba diena
portal-home-lead = Iš Jūsų dabar nieko nereikia.
portal-home-lead-missing = { $missing }. Pateikite iki { $date }
portal-home-lead-missing-late = { $missing }. Reikėjo pateikti iki { $date } Pateikti dar galite, kol nenuspręsta.
portal-home-lead-decided = Sprendimas priimtas. Iš Jūsų dabar nieko nereikia.
portal-home-lead-draft = Turite nebaigtą prašymą. Jis dar neišsiųstas.
portal-home-lead-none = Prašymų dar nepateikėte. Jei auginate vaiką iki 18 metų, galite prašyti vaiko pinigų.
portal-home-applications = Mano prašymai
portal-application = Vaiko pinigai
portal-application-with-additional = Vaiko pinigai ir papildoma išmoka
portal-sent-at = išsiųsta
portal-steps-label = Prašymo žingsniai
portal-four-label = Svarbiausia apie prašymą
portal-draft-saved-at = Išsaugota { $time }. Prašymas dar neišsiųstas.
portal-draft-left = { $n ->
    [one] Liko { $n } žingsnis iš { $all }.
    [few] Liko { $n } žingsniai iš { $all }.
   *[other] Liko { $n } žingsnių iš { $all }.
}
portal-draft-kept-until = Jei nieko nekeisite, saugosime iki { $time }.
portal-draft-delete = Ištrinti juodraštį
portal-draft-delete-title = Ištrinti nebaigtą prašymą?
portal-draft-delete-lost = Ištrinsime visus atsakymus ir pridėtus dokumentus. Atkurti jų nebus galima. Savivaldybė šio juodraščio nematė ir nematys.
portal-draft-delete-else = Jei neištrinsite ir nieko nekeisite, juodraštis išliks iki { $date }.
portal-draft-continue = Tęsti prašymą
portal-family-title = Mano šeima
portal-family-you = Jūs
portal-family-wrong = Jei duomenys neteisingi, juos taiso Gyventojų registras; kreiptis galite ir savo seniūnijoje.
portal-family-not-yet = Gyventojų registro duomenų dar neturime. Pabandykite po kelių minučių.
portal-family-unknown = Gyventojų registras Jūsų duomenų nerado. Kreipkitės į savo savivaldybę ar seniūniją.
portal-register-silent = Gyventojų registras dabar neatsako
portal-register-age = Rodome ankstesnį atsakymą: jam { $age }
portal-source-population-register = Gyventojų registras, { $time }
portal-residence = Deklaruota gyvenamoji vieta

## Žingsnis, terminas, eilė
portal-step = { $step } iš { $steps }: { $name }
portal-due-later = nustatysime, kai savivaldybė užregistruos
portal-due-decided = priimtas { $date }
portal-due-coming = priimtas, keliauja pas Jus
portal-due-late-help = Dėl delsimo galite skųstis per du mėnesius nuo šios dienos Lietuvos administracinių ginčų komisijai (nemokamai) arba teismui.
portal-granted-monthly = Kas mėnesį: { $sum }
portal-first-paid = pirmą kartą pervesta { $date }
portal-first-to-pay = dar nepervesta; kai pervesime, diena bus čia
portal-place-first = prieš Jus prašymų nėra
portal-place-rose = Prieš Jus daugiau prašymų, nes pirmiau nagrinėjami tie, kurių terminas baigiasi anksčiau.
portal-place-about = { $n ->
    [one] prieš Jus apie { $n } prašymą
    [few] prieš Jus apie { $n } prašymus
   *[other] prieš Jus apie { $n } prašymų
}
portal-queue-no-effect = Eilė terminui įtakos neturi – nuspręsti turime iki { $date }
portal-tag-sent = Išsiųsta

## Naujas prašymas
portal-new-title = Prašymas gauti vaiko pinigus
portal-new-lead = Trys trumpi žingsniai (keturi, jei prašote pagal įgaliojimą). Kiekvienas atsakymas išsaugomas, tęsti galite vėliau ir kitame įrenginyje.
portal-new-drafts = Turite nebaigtą prašymą
portal-new-draft = Tęsti prašymą, išsaugotą { $time }
portal-new-too-many = Turite { $n } nebaigtų prašymų, daugiau pradėti negalima. Tęskite vieną iš jų arba nereikalingus ištrinkite savo paskyroje.
portal-new-needed = Ko reikės
portal-new-children = Pažymėti, kuriems vaikams prašote.
portal-new-account = Banko sąskaitos numerio.
portal-new-contact = Telefono numerio arba el. pašto adreso.
portal-new-rest = Vaikų, gyvenamosios vietos ir kitų registruose esančių duomenų rašyti nereikia.
portal-new-begin = Pradėti naują prašymą

## Prašymo žingsniai
portal-screen-vaikai = Vaikai
portal-screen-perziura = Patikrinkite ir pateikite
portal-next = Toliau
portal-save-for-later = Išsaugoti ir baigti vėliau
portal-later = Baigti vėliau
portal-saved-as-you-go = Kiekvieną atsakymą išsaugome, kai jį pakeičiate arba paspaudžiate mygtuką.
portal-not-saved-signed-out = Neišsaugota: dėl saugumo Jus atjungėme. Nukopijuokite, ką ką tik įrašėte, ir prisijunkite iš naujo – ankstesni atsakymai išsaugoti.

portal-child-born = gimimo data { $date }
portal-child-elsewhere = Registre nurodyta kita gyvenamoji vieta. Jei prašote ir šiam vaikui, pažymėkite.
portal-child-oneself = Jei mokotės, išmokos galite prašyti sau. Mokymąsi patikrinsime registre.
portal-not-offered-title = Kiti vaikai registre
portal-not-offered-of-age = { $name }: nuo 18 metų arba pripažinus visišką veiksnumą prašymą teikia pats žmogus.
portal-not-offered-other = { $name }: pagal registro duomenis šio vaiko prašymą teikia kitas atstovas.
portal-not-offered-help = Jei yra kitaip, kreipkitės į savo savivaldybę ar seniūniją – prašymą priimsime ten.
portal-send-anyway = Vis tiek pateikti
portal-paper = Ką išsiuntėte (PDF)
portal-paper-text = Tas pats prašymas, kokį jį pateikėte: su gavimo numeriu ir turinio kontroliniu kodu.
portal-empty-form = Tuščia prašymo forma (PDF)
portal-child-already-asked = Šiam vaikui prašymą jau pateikėte ir jis dar nagrinėjamas. Vis tiek galite pateikti dar vieną.
portal-lives-with-yes = gyvena kartu
portal-lives-with-no = kartu negyvena
portal-asked-from-short = Nuo kada
portal-asked-from-earliest = nuo tada, kai priklauso

portal-account = Sąskaita, į kurią mokėti
portal-account-ending = baigiasi { $ending }
portal-not-given = nenurodyta
portal-notice-short = Kaip pranešti
portal-notice-portal = Tik čia, SPIS paskyroje
portal-notice-email = Čia ir el. paštu
portal-notice-post = Paštu
portal-notice-counter = Atsiimsiu savivaldybėje ar seniūnijoje

## Du langai
portal-conflict-title = Skirtingi atsakymai
portal-conflict-lead = Šį prašymą pildėte keliuose languose ir atsakėte skirtingai. Išsaugojome visus atsakymus – pasirinkite, kuris teisingas.
portal-conflict-choose = Pasirinkite, kuris atsakymas teisingas.
portal-conflict-stored = Dabar prašyme, išsaugota { $time }
portal-conflict-other = Įrašyta kitame lange { $time }
portal-conflict-empty = nieko neįrašyta
portal-conflict-reload = Prašymas pakeistas ir kitame lange. Visi atsakymai išsaugoti – atverkite puslapį iš naujo ir pasirinkite.
portal-changed-meanwhile = Po to, kai atvėrėte šį puslapį, prašymas pakeistas kitame lange. Patikrinkite atsakymus dar kartą ir patvirtinkite.

## Peržiūra ir pateikimas
portal-review-applicant = Kas prašo
portal-decided-by = Nagrinėja
portal-municipality-phone = Savivaldybės telefonas
portal-change = Keisti
portal-already-asked-title = Tokį prašymą jau pateikėte
portal-already-asked-less-title = Dėl šių vaikų prašymas dar nagrinėjamas
portal-already-asked-less = Jei norite prašyti ir papildomos išmokos – pataisykite jį.
portal-already-asked-text = Bent vienam iš šių vaikų Jūsų prašymas dar nagrinėjamas. Antro teikti nereikia, bet galite.
portal-already-asked-which = Prašymas { $number }, išsiųstas { $date }
portal-already-asked-supplement = Papildyti tą prašymą
portal-declarations = Ką patvirtinate
portal-declarations-confirm = Perskaičiau ir tai patvirtinu
portal-declarations-missing = Perskaitykite pareiškimus ir pažymėkite, kad juos patvirtinate.
portal-send-what = Prašymas keliaus čia: { $municipality }. Išsiųstą prašymą galėsite pataisyti ir papildyti iki sprendimo; kol niekas nepaėmė jo nagrinėti, pataisymas pritaikomas iš karto.
portal-send = Pateikti prašymą

## Prašymo būsena
portal-receipt-title = Prašymą gavome
portal-receipt-number = Gavimo numeris
portal-receipt-at = Išsiųsta { $time }
portal-receipt-next = Kas toliau
portal-receipt-next-1 = Prašymą užregistruos { $municipality }. Paprastai tai trunka minutę; jei ryšio su ja nėra – kai jis atsinaujins. Išsiuntimo laikas nesikeičia.
portal-receipt-registered = Prašymą užregistravo { $municipality }. Dieną, iki kurios ji turi nuspręsti, matote žemiau.
portal-receipt-next-2 = Duomenis iš registrų surinksime patys. Iš Jūsų dabar nieko nereikia.
portal-receipt-next-3 = Dieną, iki kurios savivaldybė turi nuspręsti, čia pamatysite, kai prašymas bus užregistruotas.
portal-receipt = gavimo numeris
portal-registered-as = Prašymas
portal-not-registered-title = Dar neregistruota
portal-not-registered-text = Prašymą turime ir jis nedings. Savivaldybė jį užregistruos, kai gaus; registracijos numerį pamatysite čia.
portal-what-sent = Ką išsiuntėte
portal-way = Prašymo kelias
portal-way-done = Atlikta:
portal-way-now = Dabar:
portal-way-todo = Dar bus:
portal-way-sent = Prašymą išsiuntėte
portal-way-handed-in = Prašymas pateiktas raštu
portal-way-registering = Savivaldybė registruoja prašymą
portal-way-checking = Renkame duomenis iš registrų ir skaičiuojame pagal taisyklę
portal-way-proposing = Specialistas parengia siūlymą
portal-way-approving = Kitas darbuotojas patikrina ir priima sprendimą
portal-way-deciding = Sprendimas keliauja pas Jus
portal-way-paying = Išmoka pervedama į Jūsų nurodytą sąskaitą
portal-way-paying-if = Jei išmoka skiriama, ji pervedama į Jūsų nurodytą sąskaitą
portal-way-paid = Išmoka pervesta
portal-event-register = Savivaldybė prašymą užregistravo
portal-event-ask-registers = Pradėjome klausti registrų
portal-event-assess = Duomenys surinkti, išmoka apskaičiuota pagal taisyklę
portal-event-propose = Specialistas parengė siūlymą
portal-event-return = Siūlymas grąžintas patikslinti
portal-event-adopt = Sprendimas priimtas
portal-event-sign-paper = Prašymas pasirašytas
portal-event-complete-paper = Trūkstami prašymo duomenys gauti
portal-event-add-scan = Savivaldybė prie bylos pridėjo nuskaitytą dokumentą
portal-event-recheck-family = Apie šeimą registro klausiame iš naujo
portal-event-other = Prašymo būsena pasikeitė
portal-decision = Sprendimas
portal-decision-line = Sprendimas { $number }, priimtas { $date }
portal-read-decision = Skaityti sprendimą
portal-payments = Mokėjimai
portal-payment-account = Į sąskaitą, kuri baigiasi { $ending }
portal-payment-lines = Iš ko susideda
portal-kind-ivi-vaikui = išmoka vaikui
portal-kind-ivi-vaikui-nepasit = papildoma išmoka nepasiturinčiai šeimai
portal-kind-ivi-vaikui-gausi = papildoma išmoka gausiai šeimai
portal-kind-ivi-vaikui-negalia = papildoma išmoka vaikui su negalia
portal-kind-other = išmoka

## Sprendimas
paper-handed-in = pateikta raštu
portal-decision-title = Sprendimas { $number }
portal-back-to-application = Prašymas
portal-decision-pdf = Atverti sprendimą (PDF)
portal-print-large = Stambiomis raidėmis, spausdinti
portal-print-large-how = Šis puslapis spausdinamas didelėmis raidėmis: spausdinkite jį naršyklės meniu komanda „Spausdinti“.
portal-decision-no-letter = Sprendimo dokumentas (PDF) dar ruošiamas. Netrukus jį rasite čia.
portal-decision-date = Data
portal-decision-number = Numeris
portal-decision-monthly = Kas mėnesį
portal-decision-arrears = Už praėjusį laiką
portal-decision-lines = Kas nuspręsta
portal-decision-a-month = per mėnesį
portal-decision-why = Kodėl taip nuspręsta
portal-decision-appeal = Jei nesutinkate
portal-decision-addressee = Kam
portal-decision-application = Pagal prašymą
portal-decision-facts = Kuo remtasi
portal-decision-basis = Teisinis pagrindas
portal-decision-own-words = Sprendimą priėmęs pareigūnas paaiškina:
portal-decision-duties = Praneškite apie pasikeitimus
portal-decision-appeal-until = Skųsti galite iki
portal-decision-adopted = Sprendimas priimtas SPIS { $time }, žurnalo įrašas Nr. { $number }.
portal-decision-opened = Sprendimą pirmą kartą čia atvėrėte { $time }
portal-decision-handed-over = Sprendimą pasirašytinai Jums įteikėme { $date }.

## Žinios
flash-draft-saved = Prašymas išsaugotas. Galite tęsti bet kada. Jis dar neišsiųstas.
flash-draft-deleted = Juodraštis ištrintas.
flash-sent = Prašymas išsiųstas.
