### Savivaldybės darbuotojo darbo vieta.
yes = taip
no = ne
group-child-benefit = Išmoka vaikui
work-title = Darbai
work-groups = Darbų grupės
work-list = Prašymų sąrašas
work-order = Pirmiau tie, kurių terminas artimesnis.
work-col-term = Terminas
work-col-number = Nr.
work-col-applicant = Pareiškėjas
work-col-kind = Parama
work-col-step = Žingsnis
work-col-next = Kas toliau
work-children =
    { $n ->
        [one] { $n } vaikas
        [few] { $n } vaikai
       *[other] { $n } vaikų
    }
work-count-visi = Nenuspręsta
work-count-veluoja = Vėluoja
work-count-greitai = Iki 7 dienų
work-count-tvirtinti = Pas tvirtintoją
work-count-grazinta = Grąžinta
work-count-nuspresta = Nuspręsta
work-empty-visi = Nenuspręstų prašymų nėra.
work-empty-veluoja = Vėluojančių prašymų nėra.
work-empty-greitai = Per artimiausias 7 dienas nė vieno termino nėra.
work-empty-tvirtinti = Pas tvirtintoją siūlymų nėra.
work-empty-grazinta = Grąžintų siūlymų nėra.
work-empty-nuspresta = Priimtų sprendimų dar nėra.
work-status-decided = Nuspręsta
work-next-registered = Klausiami registrai
work-next-gathering = Laukia registrų atsakymų
work-next-assessed = Galima siūlyti sprendimą
work-next-proposed = Laukia sprendimo
work-next-returned = Taisyti ir siūlyti iš naujo
work-next-decided = Sprendimas priimtas
case-parts = Bylos dalys
case-rule = Skaičiavimas
case-decided-heading = Kas nuspręsta
case-decided-on = Nuspręsta
case-withdrawn-on = Atsiimta
case-rule-heading = Taisyklės skaičiavimas – sprendžia žmogus
case-rule-none = Skaičiuosime, kai atsakys registrai.
case-rule-total = Per mėnesį
case-rule-from = Nuo
case-rule-arrears = Už praėjusius mėnesius
case-paid-today = Dabar mokama
case-paid-nothing = šioje savivaldybėje – nieko
case-paid-awards =
    { $n ->
        [one] { $n } išmoka
        [few] { $n } išmokos
       *[other] { $n } išmokų
    }
case-doubtful = Taisyklė remiasi abejotinu dydžiu ar nuostata – patikrinkite
case-lines = Kas išeina pagal taisyklę
case-col-child = Vaikas
case-col-kind = Išmoka
case-col-result = Rezultatas
case-col-months = Mėnesiai
case-col-amount = Per mėnesį
case-grant = Skirti
case-refuse = Neskirti
case-why = Kodėl:
case-why-months = { $from }–{ $to }
case-why-other = Kiti laikotarpiai
case-differences = Prašyme ir registre nurodyta skirtingai
case-declared = prašyme
case-registered = registre
difference-declared-child = vaikas prašyme nurodytas
difference-no-child = tokio pareiškėjo vaiko nėra
difference-lives-with = gyvena kartu
difference-lives-apart = gyvena kitur
case-family = Šeima
case-family-table = Šeimos narių lentelė
case-protected = Saugomas asmuo: adreso niekam nerodykite ir nesakykite
case-col-person = Asmuo
case-col-relation = Ryšys
case-col-born = Gimė
case-col-code = Asmens kodas
case-show-code = Rodyti
case-code-note = Asmens kodo peržiūra įrašoma į žurnalą.
case-asked-for = prašoma išmokos
case-died = mirė
relation-applicant = pareiškėjas (-a)
relation-spouse = sutuoktinis (-ė)
relation-child = vaikas
case-registers = Registrų atsakymai
case-registers-table = Registrų atsakymų lentelė
case-col-register = Registras
case-col-about = Apie ką
case-col-age = Duomenų amžius
case-col-state = Būsena
case-col-what = Kas gauta
register-population = Gyventojų registras
register-sodra = Sodra
register-disability = ANTA (negalia)
register-study = Mokinių ir studentų registrai
answer-waiting = Laukiama
answer-asked = Paklausta { $time }
answer-received = Gauta
answer-not-found = Nerasta
answer-not-found-what = Registras tokio asmens neturi
answer-children =
    { $n ->
        [one] { $n } vaikas
        [few] { $n } vaikai
       *[other] { $n } vaikų
    }
answer-months =
    { $n ->
        [one] { $n } pajamų įrašas
        [few] { $n } pajamų įrašai
       *[other] { $n } pajamų įrašų
    }
disability-none = negalia nenustatyta
disability-mild = lengva negalia
disability-moderate = vidutinė negalia
disability-severe = sunki negalia
studies-none = nesimoko
studies-general = bendrojo ugdymo programa
studies-vocational-first = profesinis mokymas
studies-higher-full-time = nuolatinės studijos
studies-higher-part-time = ištęstinės studijos
studies-doctoral = doktorantūra
case-application = Prašymas
case-sent-electronic = pateikta elektroniniu būdu
case-sent-paper = pateikta raštu
case-term-stopped = Terminas sustabdytas, kol gausime prašytą dokumentą.
case-term-once = Nuspręsti turime { $once }
decide-once-given-months = { $n ->
    [one] per { $n } mėnesį nuo tada, kai gausime: { $what }
    [few] per { $n } mėnesius nuo tada, kai gausime: { $what }
   *[other] per { $n } mėnesių nuo tada, kai gausime: { $what }
}
decide-once-given-days = { $n ->
    [one] per { $n } dieną nuo tada, kai gausime: { $what }
    [few] per { $n } dienas nuo tada, kai gausime: { $what }
   *[other] per { $n } dienų nuo tada, kai gausime: { $what }
}
decide-once-given-working-days = { $n ->
    [one] per { $n } darbo dieną nuo tada, kai gausime: { $what }
    [few] per { $n } darbo dienas nuo tada, kai gausime: { $what }
   *[other] per { $n } darbo dienų nuo tada, kai gausime: { $what }
}
case-term = Terminas skaičiuojamas nuo { $start }, nuspręsti reikia iki { $due }.
case-sent-form = Prašymas, kaip pateiktas (PDF)
case-phone = Telefonas
case-email = El. paštas
case-channel = Kaip pranešti
channel-portal = portale
channel-email = el. laišku ir portale
channel-post = paštu
channel-counter = atsiims savivaldybėje
case-account = Sąskaita
case-account-own = pats pareiškėjas (-a)
case-asked-from = Prašoma nuo
case-asked-earliest = kuo anksčiau
case-awards = Jau skirta tiems patiems vaikams
case-award-same = moka tam pačiam gavėjui
case-award-other = moka kitam gavėjui
case-others = Kitos bylos
case-history = Eiga
event-register = prašymas užregistruotas
event-ask-registers = paklausti registrai
event-assess = gauti atsakymai, apskaičiuota pagal taisyklę
event-propose = pasiūlytas sprendimas
event-return = siūlymas grąžintas
event-adopt = sprendimas priimtas
case-decision = Sprendimas
case-panel-waiting = Laukiame registrų atsakymų. Kai jie ateis, čia galėsite siūlyti sprendimą.
case-panel-look = Galite tik peržiūrėti.
case-panel-unsigned = Prašymas dar nepasirašytas, todėl sprendimo siūlyti negalima. Kai pasirašytas lapas bus gautas, pažymėkite parašą.
case-panel-unsigned-by = Parašą pažymėti gali ir prašymą priėmęs darbuotojas: { $who }.
case-panel-no-children = Prašyme nenurodyta, kuriems vaikams prašoma išmokos, todėl spręsti nėra dėl ko. Kai vaikai bus įrašyti, čia galėsite siūlyti sprendimą.
case-reload = Patikrinti dabar
case-propose-heading = Siūlymas
case-propose-lead = Siūlote Jūs, o sprendimą priims kitas asmuo.
case-propose-lines = Ką siūlote skirti
case-reason = Priežastis
case-open-home = Vaikas, kaip nurodyta prašyme ar registre, gyvena ne su pareiškėju (-a): skirdami parašykite, kuo remiatės.
case-reason-hint = Bus įrašyta sprendime, kurį gaus pareiškėjas. Būtina, jei siūlote kitaip, nei išeina pagal taisyklę, jei skiriate, kai vaikas gyvena kitur, arba taisyklė abejotina, o siūlote neskirti.
case-propose-button = Siūlyti sprendimą
case-returned = Siūlymas grąžintas
case-proposed-by = Pasiūlė
case-power = Įgaliojimas
case-follows-rule = Sutampa su taisykle
case-departs-from-rule = Nukrypstama nuo taisyklės
case-reason-of-proposer = Siūliusio (-ios) paaiškinimas
case-return-reason = Jūsų priežastis
case-return-hint = Būtina, jei grąžinate arba jei neskiriate pagal abejotiną taisyklę. Abejotinos taisyklės atveju Jūsų žodžiai bus sprendime.
case-adopt-button = Priimti sprendimą
case-return-button = Grąžinti taisyti
case-adopt-note = Priimto sprendimo pakeisti negalima – galima tik priimti naują. Sprendimą pareiškėjas gaus iš karto.
case-pending-own = Siūlėte Jūs, todėl sprendimą priims kitas asmuo.
case-pending = Laukiama sprendimo.
case-letter = Sprendimas (PDF)
case-letter-making = Sprendimo dokumentas rengiamas.
case-delivered = Pareiškėjas atidarė portale
case-not-delivered = Pareiškėjas portale dar neatidarė.
case-error-reason = Parašykite priežastį: be jos šio veiksmo atlikti negalima.
case-error-stale = Byla tuo metu pasikeitė. Žemiau – dabartinė jos būklė; peržiūrėkite ir kartokite.
case-error-awarded = Kuriam nors vaikui ta pati išmoka tam pačiam laikui jau skirta. Grąžinkite siūlymą ir patikslinkite.
case-error-appeal-body = Savivaldybei nenurodyta, kur skųsti sprendimą. Be to sprendimo priimti negalima – kreipkitės į centrinį administratorių.
flash-proposed = Siūlymas perduotas tvirtinti.
flash-returned = Siūlymas grąžintas taisyti.
flash-adopted = Sprendimas priimtas. Dokumentas rengiamas ir bus išsiųstas.
notice-subject = SPIS yra nauja žinia
notice-body =
    Laba diena,

    SPIS yra Jums skirta nauja žinia. Prisijunkite prie SPIS taip, kaip prisijungiate visada, ir ją perskaitykite.

    Į šį laišką neatsakykite. Nuorodų prisijungti laiškuose nesiunčiame.
