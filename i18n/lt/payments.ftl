### Mokėjimai.
payments-title = Mokėjimai
payments-lead = Išmoka vaikui mokama už praėjusį mėnesį. Pirmiausia peržiūrėkite, kas bus pervesta.
payments-none = Mokėjimų dar nebuvo.
payments-past = Buvę mokėjimai
payments-all-runs = Visi mokėjimai
payments-month = Mėnuo
payments-other-month = Kitas mėnuo
payments-other-month-hint = Pavyzdžiui, 2026-10
payments-pay-on = Pervesti iki
payments-transfers = Pervedimų
payments-transfers-count = { $n ->
    [one] { $n } pervedimas
    [few] { $n } pervedimai
   *[other] { $n } pervedimų
}
payments-sum = Suma, Eur
payments-total = Iš viso
payments-run-by = Parengė
payments-run-at = Parengta
payments-preview-link = Peržiūrėti mokėjimą už { $month }
payments-preview-button = Peržiūrėti
payments-preview-title = Mokėjimo peržiūra
payments-preview-lead = Už { $month } ir ankstesnius nesumokėtus mėnesius. Dar niekas neįrašyta.
payments-nothing-title = Mokėti nėra ko
payments-nothing-text = Visi iki šio mėnesio skirti mėnesiai jau sumokėti arba sulaikyti.
payments-composition = Sudėtis
payments-kind = Parama
payments-lines = Išmokų
payments-current = Už mėnesį, Eur
payments-arrears = Už praėjusį laiką, Eur
payments-arrears-mark = už praėjusį laiką
payments-difference = Pokytis, Eur
payments-compared-with = Palyginta su paskutiniu mokėjimu: { $month }, { $sum }.
payments-held = Sulaikytos išmokos
payments-held-title = { $n ->
    [one] { $n } išmoka sulaikyta, į sumas neįtraukta
    [few] { $n } išmokos sulaikytos, į sumas neįtrauktos
   *[other] { $n } išmokų sulaikyta, į sumas neįtraukta
}
payments-held-recipient-died = Gavėjo mirties įrašas
payments-held-child-died = Vaiko mirties įrašas
payments-held-account-missing = Nėra sąskaitos
payments-held-account-wrong = Sąskaitos numeris netinka
payments-reason = Priežastis
payments-recipient = Gavėjas
payments-recipients = Gavėjai
payments-child = Vaikas
payments-account = Sąskaita
payments-for-what = Už ką
payments-reference = Mokėjimo numeris
payments-shown-first = Rodomi pirmi { $shown } pervedimai iš { $total }. Sumos – visų.
payments-pay-lead = Bus parengtas banko failas: { $transfers }, { $sum }. Tas pats mėnuo antrą kartą nebus sumokėtas.
payments-pay-button = Parengti mokėjimą
payments-future-month = Už mėnesį, kuris dar neprasidėjo, nemokama.
payments-paid-meanwhile = Kol rengėte mokėjimą, dalį išmokų jau sumokėjo kitas žmogus. Peržiūrėkite iš naujo.
payments-run-title = Mokėjimas už { $month }
payments-supplementary = { $position }-asis šio mėnesio mokėjimas
payments-who = Kas parengė
payments-file = Failas bankui
payments-file-name = Pavadinimas
payments-control-sum = Kontrolinė suma
payments-take-file = Atsisiųsti failą
payments-list = Pervedimai
flash-paid = Mokėjimas parengtas. Atsisiųskite failą ir pateikite jį bankui.
flash-nothing-due = Mokėti nėra ko: viskas, kas priklauso, jau sumokėta.
flash-payments-changed = Kol peržiūrėjote, pasikeitė mokėtina suma. Patikrinkite iš naujo – dar niekas neįrašyta.
flash-payments-no-office = Mokėjimas neparengtas: nenurodyta, iš kokios sąskaitos savivaldybė moka. Kreipkitės į savivaldybės administratorių.
payments-held-table = Sulaikytų išmokų lentelė
payments-recipients-table = Gavėjų lentelė
payments-list-table = Mokėjimų lentelė
payments-past-table = Ankstesnių mokėjimų lentelė
payments-composition-table = Sumų pagal išmokos rūšį lentelė
