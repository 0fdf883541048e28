### „Mano SPIS“: mokėjimai, žinutės.

## Šoninė juosta
my-aside = Mokėjimai, žinutės ir šeima

## Mokėjimai
my-payments-lead = Kas jau pervesta, kas dar bus ir kodėl tiek.
my-payments-coming = Kas dar bus
my-payments-coming-none = Dabar nelaukiama nė vieno mokėjimo.
my-payments-done = Kas pervesta
my-payments-done-none = Dar nieko nepervesta.
my-payments-next = Artimiausi mokėjimai
my-payments-none-yet = Kai bus paskirta išmoka, čia matysite, už kurį mėnesį ir kiek pervesime.
my-payments-last = Paskutinį kartą pervesta { $date }: { $sum }
my-payments-all = Visi mokėjimai
my-payments-for = Už { $month }
my-payments-for-children = Kam: { $children }.
my-payments-account = Į sąskaitą, kuri baigiasi { $ending }.
my-payments-ordered = Pavesta bankui, pervedimo diena – { $date }
my-payments-by = Pervesti turime iki { $date }
my-payments-late = Pervesti turėjome iki { $date }, dar nepervesta.
my-payments-open = Dar nepervesta; kai pervesime, diena bus čia.
my-payments-why = Kodėl tiek
my-payments-more = Rodomi artimiausi { $count }.

## Žinutės
inbox-title = Žinutės
inbox-lead = Sprendimai, prašomi dokumentai, atsakymai į Jūsų klausimus ir gavimo patvirtinimai.
inbox-none-yet = Žinučių dar nėra.
inbox-all = Visos žinutės
inbox-unread-none = Neskaitytų nėra.
inbox-unread = { $n ->
    [one] { $n } neskaityta
    [few] { $n } neskaitytos
   *[other] { $n } neskaitytų
}
inbox-new = Neskaityta
inbox-decision = Sprendimas dėl prašymo { $number }
inbox-document = Paprašyta dokumento: { $name }
inbox-document-until = Pateikite iki { $date }
inbox-document-settled = Šio dokumento nebelaukiame.
inbox-answer = Atsakymas: { $about }
inbox-answer-other = Savivaldybės atsakymas
inbox-receipt-submission = Prašymą gavome
inbox-receipt-correction = Pataisymą gavome
inbox-receipt-supplement = Papildymą gavome
inbox-receipt-withdrawal = Prašymą atsiimti gavome
inbox-receipt-question = Klausimą gavome
inbox-receipt-disagreement = Nesutikimą su rezultatu gavome
inbox-receipt-number = Gavimo numeris { $number }
inbox-about = Dėl prašymo { $number }
inbox-shown = Rodomos naujausios, ne daugiau kaip { $count }.

## Kaip nustatyta diena dokumentui pateikti
requests-due-months = { $n ->
    [one] per { $n } mėnesį
    [few] per { $n } mėnesius
   *[other] per { $n } mėnesių
}
requests-due-days = { $n ->
    [one] per { $n } dieną
    [few] per { $n } dienas
   *[other] per { $n } dienų
}
requests-due-working-days = { $n ->
    [one] per { $n } darbo dieną
    [few] per { $n } darbo dienas
   *[other] per { $n } darbo dienų
}
requests-due-rule = Laikas – { $term } nuo dienos, kai paprašėme ({ $date }).
requests-due-rule-act = Laikas – { $term } nuo dienos, kai paprašėme ({ $date }): { $act }.
requests-due-longer = Laiko davėme daugiau, nei nustatyta: nustatyta – { $term } nuo dienos, kai paprašėme ({ $date }).
requests-due-longer-act = Laiko davėme daugiau, nei nustatyta: nustatyta – { $term } nuo dienos, kai paprašėme ({ $date }): { $act }.

## Forma, atverta kito prisijungimo metu
error-earlier-session-title = Po to, kai atvėrėte šį puslapį, prisijungėte iš naujo
error-earlier-session-lead = Todėl tai, ką siuntėte, dar nepriimta.
error-earlier-session-lost = Todėl tai, ką siuntėte, nepriimta. Atverkite puslapį iš naujo ir siųskite dar kartą.
error-earlier-session-kept = Viskas, ką įrašėte, liko šiame puslapyje. Jei norite tai išsiųsti, spauskite mygtuką.
error-earlier-session-typed = Po to, kai atvėrėte šį puslapį, prisijungėte iš naujo, todėl jis dar neišsiųstas. Kas įrašyta, liko; jei rinkotės failą, pasirinkite jį dar kartą ir siųskite.
error-not-of-session-title = Šis puslapis atvertas ne Jūsų prisijungimo metu
error-not-of-session-lead = Dabar prisijungę esate: { $name } Iš to, kas siųsta, nieko nepriėmėme ir neišsaugojome. Jei tai Jūs, atverkite puslapį iš naujo; jei ne – atsijunkite.
