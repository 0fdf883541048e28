### Kas vyksta išsiuntus prašymą: pataisymai, papildymai, atsiėmimas, klausimai, prašomi dokumentai, nuostatos.

## Kreipimosi rūšys ir jų rezultatas
request-correction = Pataisymas
request-supplement = Papildymas
request-withdrawal = Prašymas atsiimti
request-question = Klausimas
request-disagreement = Nesutikimas su rezultatu
request-was = buvo: { $value }
request-changed = { $name }: buvo { $old }, yra { $new }
request-changed-heading = Kas pakeista
request-changed-asked = Ką prašote pakeisti
request-account-holder = Sąskaitos savininkas
request-do-correction-applied = Pritaikyti ir skaičiuoti iš naujo
request-do-correction-acknowledged = Susipažinau, nepritaikyti
request-do-supplement-acknowledged = Susipažinau
request-do-withdrawal-applied = Patvirtinti atsiėmimą
request-do-withdrawal-refused = Atsisakyti
request-do-question-answered = Išsiųsti atsakymą
request-do-disagreement-answered = Išsiųsti atsakymą
request-done-correction-applied = Pritaikyta
request-done-correction-acknowledged = Susipažinta, prašymas nepakeistas
request-done-supplement-acknowledged = Susipažinta
request-done-withdrawal-applied = Prašymas atsiimtas
request-done-withdrawal-refused = Atsiimti neleista
request-done-question-answered = Atsakyta
request-done-disagreement-answered = Atsakyta

## Savivaldybėje: žinutės ir prašymai
messages-heading = Gyventojo žinutės ir prašymai
messages-none = Po išsiuntimo gyventojas nieko nerašė, dokumentų neprašyta.
messages-hold = Prieš siūlant sprendimą reikia atsakyti
messages-answer-by = Atsakyti iki
messages-sent = išsiųsta
messages-answer = Atsakymas arba pastaba
messages-answer-hint = Gyventojas tai matys savo paskyroje. El. laiške bus tik tai, kad yra nauja žinia.
take-up-lead = Kol bylos niekas nepaėmė, gyventojo pataisymai pritaikomi ir atsiėmimas įvykdomas be Jūsų.
take-up-button = Imti nagrinėti
work-unanswered = Neatsakyta žinutė
work-next-waiting = Laukia gyventojo dokumento
work-next-withdrawn = Prašymas atsiimtas
work-count-laukia = Laukia dokumento
work-empty-laukia = Dokumentų šiuo metu nelaukiama.
case-panel-documents = Laukiame gyventojo dokumento. Sprendimo terminas sustabdytas. Kai dokumentas ateis arba baigsite jo laukti, čia galėsite siūlyti sprendimą.
case-panel-withdrawn = Gyventojas prašymą atsiėmė. Sprendimo nereikia.
case-panel-answer = Gyventojas papildė arba pataisė prašymą, arba prašo jį atsiimti. Pirmiau atsakykite.
case-error-unanswered = Gyventojas po išsiuntimo ką nors pareiškė. Pirmiau atsakykite į jo žinutę.
case-error-not-delivered = Taip baigti dar negalima: gyventojas prašymą pateikti dokumentą turi būti gavęs likus bent 10 darbo dienų iki nurodytos datos, o data – praėjusi. Paprašykite iš naujo su nauja data.
case-error-not-asked = Atsisakyti dėl trūkstamų duomenų negalima: pirma paprašykite iš gyventojo dokumento, kuris tuos duomenis patvirtina.
case-error-not-owed = Priežastyje parašyta, kad dokumentas nepateiktas. Taip atsisakyti galima tik tada, kai dokumento buvo paprašyta, prašymas laiku įteiktas ir laukimas baigtas kaip „Nepateiktas“.

event-correct = pataisymas pritaikytas, skaičiuojama iš naujo
event-apply-correction = specialistas pritaikė pataisymą, skaičiuojama iš naujo
event-ask-documents = paprašyta dokumento, terminas sustabdytas
event-receive-document = dokumentas gautas, terminas skaičiuojamas iš naujo
event-resume = nagrinėjimas tęsiamas
event-withdraw = prašymas atsiimtas
event-confirm-withdrawal = atsiėmimas patvirtintas
event-take-up = byla paimta nagrinėti
event-answer-request = atsakyta gyventojui
event-request-correction = gautas pataisymas
event-request-supplement = gautas papildymas
event-request-withdrawal = gautas prašymas atsiimti
event-request-question = gautas klausimas
event-request-disagreement = gautas nesutikimas su rezultatu
flash-answered = Atsakymas išsiųstas.
flash-taken-up = Byla paimta nagrinėti.
flash-document-asked = Dokumento paprašyta. Sprendimo terminas sustabdytas.
flash-document-settled = Įrašyta.

## Dokumentai
document-residence = Dokumentas, kad vaikas gyvena kartu
document-custody = Teismo sprendimas ar tėvų susitarimas dėl vaiko
document-income = Pajamų dokumentas
document-study = Mokymosi pažyma
document-account = Sąskaitos savininko patvirtinimas
document-other = Kitas dokumentas
document-waits = Laukiame
document-received = Gautas
document-waived = Nebereikia
document-not-given = Nepateiktas
document-replaced = Paprašyta iš naujo
document-withdrawn = Prašymas atsiimtas
document-asked = Paprašyta
document-until = pateikti iki
document-opened = gyventojas pamatė
document-not-opened = gyventojas dar nematė
document-not-printed = laiškas dar neišsiųstas ir neįteiktas
document-do-received = Gautas
document-do-waived = Nebereikia
document-do-not-given = Nepateiktas
document-ask-heading = Prašyti dokumento
document-which = Koks dokumentas
document-own-words = Kuris tiksliai
document-own-words-hint = Jei pasirinkote „Kitas dokumentas“, čia parašykite jo pavadinimą.
document-why = Kam jo reikia
document-why-hint = Gyventojas tai perskaitys. Rašykite paprastai.
document-until-label = Iki kada (nebūtina)
document-until-hint = Metai, mėnuo, diena. Anksčiausiai { $date }; jei nieko neįrašysite, bus ši diena.
document-ask-button = Paprašyti
document-error-which = Pasirinkite dokumentą.
document-error-words = Parašykite, kokio dokumento prašote.
document-error-why = Parašykite, kam dokumento reikia.
document-error-date = Tokios dienos nėra. Rašykite metus, mėnesį ir dieną, pavyzdžiui, 2026-12-23.
document-error-early = Anksčiau prašyti negalima. Anksčiausia diena – { $date }.

## Portale: kreipimasis dėl prašymo
ask-title-correction = Pataisyti prašymą
ask-title-supplement = Papildyti prašymą
ask-title-withdrawal = Atsiimti prašymą
ask-title-question = Klausti dėl prašymo
ask-title-disagreement = Rezultatas neteisingas
ask-lead-correction-free = Prašymo dar niekas nepaėmė nagrinėti, todėl pataisymas bus pritaikytas iš karto, kai jį gaus savivaldybė. Ko reikės, registrų paklausime iš naujo.
ask-lead-correction-taken = Prašymą jau nagrinėja specialistas. Pataisymas bus Jūsų pareiškimas su data: specialistas privalo jį įvertinti prieš siūlydamas sprendimą.
ask-lead-supplement = Parašykite, ką norite pridurti, arba pridėkite dokumentą. Specialistas privalo su tuo susipažinti prieš siūlydamas sprendimą.
ask-lead-question = Atsakys savivaldybė, kuri nagrinėja Jūsų prašymą. Atsakymą matysite čia.
ask-lead-disagreement = Parašykite, kas neteisinga. Savivaldybė turės atsakyti.
ask-disagreement-appeal = Šis kreipimasis skundo termino nesustabdo. Kur ir iki kada skųsti sprendimą, parašyta pačiame sprendime.
ask-withdrawal-follows = Kas bus atsiėmus
ask-withdrawal-follows-1 = Savivaldybė šio prašymo nebenagrinės ir sprendimo nepriims.
ask-withdrawal-follows-2 = Vėliau galėsite pateikti naują prašymą, bet jo data bus nauja. Nuo jos priklauso, už kiek praėjusių mėnesių galima gauti išmoką.
ask-withdrawal-follows-free = Prašymo dar niekas nepaėmė nagrinėti, todėl atsiėmimas bus įvykdytas iš karto, kai jį gaus savivaldybė.
ask-withdrawal-follows-taken = Prašymą jau nagrinėja specialistas, todėl atsiėmimą turi patvirtinti savivaldybė. Kol nepatvirtino, prašymas lieka.
ask-withdrawal-why = Kodėl atsiimate (nebūtina)
ask-withdrawal-confirm = Noriu atsiimti šį prašymą
ask-withdrawal-confirm-missing = Pažymėkite, kad norite atsiimti prašymą.
ask-text-supplement = Ką norite pridurti
ask-text-question = Jūsų klausimas
ask-text-disagreement = Kas neteisinga
ask-text-document = Ką pateikiate arba paaiškinate
ask-text-missing = Parašykite bent sakinį.
ask-supplement-missing = Parašykite bent sakinį arba pridėkite dokumentą.
ask-supplement-hint = Jei pridedate dokumentą, rašyti nebūtina.
ask-text-long = Tekstas per ilgas: daugiausia { $limit } ženklų.
ask-answer-by = Savivaldybė turi atsakyti iki { $date }
ask-send-correction = Išsiųsti pataisymą
ask-send-supplement = Išsiųsti papildymą
ask-send-withdrawal = Atsiimti prašymą
ask-send-question = Išsiųsti klausimą
ask-send-disagreement = Išsiųsti
ask-too-late = To padaryti nebegalima
ask-too-late-text = Dėl šio prašymo jau priimtas sprendimas arba jis atsiimtas. Jei priimtas sprendimas neteisingas, apie tai galite pranešti prašymo puslapyje.
ask-nothing-changed = Nieko nepakeitėte. Pataisykite bent vieną atsakymą.
ask-cancel = Grįžti nieko nesiuntus

## Portale: prašymo puslapis
requests-heading = Žinutės ir prašymai
requests-sent = Išsiųsta
requests-not-arrived = Išsiųsta, savivaldybė dar negavo
requests-asked = Gauta, specialistas dar neperskaitė
requests-void = Nebenagrinėjama – prašymas atsiimtas
requests-waiting = Gauta, laukia atsakymo
requests-receipt = gavimo numeris
requests-answer-until = Atsakyti turi iki { $date } ({ $left })
requests-answer-late = Turėjo atsakyti iki { $date } Vėluoja.
requests-answered-at = Atsakyta { $time }
requests-by = Atsakė
requests-by-system = Pritaikyta automatiškai, nes prašymo dar niekas nenagrinėjo
requests-can = Galite
requests-can-correct = Pataisyti prašymą
requests-can-supplement = Papildyti prašymą
requests-can-withdraw = Atsiimti prašymą
requests-can-ask = Klausti dėl prašymo
requests-can-disagree = Pranešti, kad rezultatas neteisingas
requests-missing-heading = { $n ->
    [one] Trūksta { $n } dokumento
    [few] Trūksta { $n } dokumentų
   *[other] Trūksta { $n } dokumentų
}
requests-missing-short = { $n ->
    [one] iš Jūsų: { $n } dokumento
    [few] iš Jūsų: { $n } dokumentų
   *[other] iš Jūsų: { $n } dokumentų
}
requests-missing-who = Jį turi pateikti: Jūs.
requests-missing-who-several = Juos turi pateikti: Jūs.
requests-missing-until = Pateikite iki { $date } ({ $left })
requests-missing-late = Reikėjo pateikti iki { $date } Pateikti dar galite, kol nenuspręsta.
requests-missing-give-more = Pateikti dar ką nors
requests-documents-asked = Dokumentai, kurių prašėme
requests-document-sent = Išsiuntėte { $time }, savivaldybė dar neperskaitė.
requests-document-lacked = Atsakėte { $date }, kad dokumento neturite.
requests-missing-one = iš Jūsų: { $name }
requests-missing-give = Pateikti dokumentą
requests-missing-none = Šio dokumento neturiu
requests-waiting-note = Kol dokumento nėra, sprendimo terminas sustabdytas. Gavus dokumentą jis skaičiuojamas iš naujo.
requests-waiting-note-several = Kol dokumentų nėra, sprendimo terminas sustabdytas. Gavus juos jis skaičiuojamas iš naujo.
requests-clock-stopped = kai gausime dokumentą, terminas bus skaičiuojamas iš naujo
requests-clock-stopped-months = { $n ->
    [one] per { $n } mėnesį nuo tada, kai gausime dokumentą
    [few] per { $n } mėnesius nuo tada, kai gausime dokumentą
   *[other] per { $n } mėnesių nuo tada, kai gausime dokumentą
}
requests-clock-stopped-days = { $n ->
    [one] per { $n } dieną nuo tada, kai gausime dokumentą
    [few] per { $n } dienas nuo tada, kai gausime dokumentą
   *[other] per { $n } dienų nuo tada, kai gausime dokumentą
}
requests-clock-stopped-working-days = { $n ->
    [one] per { $n } darbo dieną nuo tada, kai gausime dokumentą
    [few] per { $n } darbo dienas nuo tada, kai gausime dokumentą
   *[other] per { $n } darbo dienų nuo tada, kai gausime dokumentą
}
requests-your-turn = dabar eilė Jūsų: laukiame dokumento
requests-their-turn = dabar eilė savivaldybės: turi perskaityti, ką atsakėte
requests-from-municipality = iš Jūsų – nieko; savivaldybė turi atsakyti į Jūsų žinutę
requests-from-register = iš Jūsų – nieko; laukiame, kol atsakys: { $registers }
requests-register-since = { $register } (klausta { $date })
requests-withdrawn-step = prašymas atsiimtas
no-document-title = Dokumento neturiu
no-document-lead = Nieko baisaus – yra kitų būdų.
no-document-other = Pateikite tai, kas dar įrodo tą patį: kitą dokumentą, nuotrauką, susirašinėjimą.
no-document-register = Paprašykite, kad savivaldybė duomenis sužinotų iš registro arba kitos įstaigos.
no-document-explain = Parašykite, kodėl dokumento neturite. Specialistas privalo tai įvertinti.
no-document-phone = Paskambinkite telefonu
no-document-phone-say = ir pasakykite prašymo numerį { $number }. Asmens kodo telefonu neklausime.
no-document-how = Kaip norite tęsti
no-document-how-other = Pateiksiu kitką
no-document-how-register = Prašau sužinoti iš registro ar įstaigos
no-document-how-explain = Paaiškinu, kodėl neturiu
no-document-how-missing = Pasirinkite, kaip norite tęsti.
portal-way-documents = Laukiame Jūsų dokumento
portal-event-correct = Pataisymas pritaikytas, skaičiuojame iš naujo
portal-event-ask-documents = Savivaldybė paprašė dokumento
portal-event-receive-document = Dokumentą gavome
portal-event-resume = Prašymas nagrinėjamas toliau
portal-event-withdraw = Prašymas atsiimtas
portal-event-take-up = Specialistas pradėjo nagrinėti
flash-request-correction = Pataisymas išsiųstas.
flash-request-supplement = Papildymas išsiųstas.
flash-request-withdrawal = Prašymas atsiimti išsiųstas.
flash-request-question = Klausimas išsiųstas.
flash-request-disagreement = Išsiųsta.

## Portale: nuostatos
settings-title = Nuostatos
settings-link = Pranešimai, sutikimas ir seansai
settings-notices = Pranešimai
settings-notices-lead = Galioja pateiktiems prašymams ir siūloma naujuose – kiekviename naujame galite pakeisti. Sprendimai ir žinutės visada yra čia, paskyroje; el. laiške rašome tik, kad yra nauja žinia.
settings-email-notices = Rašyti el. laišką, kai yra nauja žinia
settings-email = El. paštas
settings-phone = Telefonas
settings-save = Išsaugoti
settings-email-needed = Kad galėtume rašyti, įrašykite el. pašto adresą.
settings-display = Kalba ir rodymas
settings-display-lead = Kalbą, raidžių dydį, tarpus ir spalvas pasirinksite rodymo nustatymuose. Jie galioja šioje naršyklėje.
settings-display-link = Rodymo nustatymai
settings-consent = Pasiūlymai apie kitą paramą
settings-consent-lead = Jei sutiksite, pagal turimus duomenis tikrinsime, kokia parama Jūsų šeimai dar gali priklausyti, ir apie ją pranešime. Kol kas tokių pasiūlymų dar nesiunčiame. Sutikti nebūtina: prašymams ir sprendimams tai įtakos neturi.
settings-consent-off = Dabar išjungta.
settings-consent-never = Sutikimo nesate davę.
settings-consent-on-since = Sutikote { $time }.
settings-consent-off-since = Sutikimą atšaukėte { $time }.
settings-consent-give = Sutinku, įjungti
settings-consent-withdraw = Atšaukti sutikimą
settings-sessions = Kur esate prisijungę
settings-session-here = Šis įrenginys
settings-session-other = Kita naršyklė ar įrenginys
settings-session-since = prisijungta { $began }, paskutinį kartą naudota { $used }
settings-session-alone = Kitur nesate prisijungę.
settings-sessions-end = Baigti kitur
flash-settings-saved = Nuostatos išsaugotos.
flash-consent-given = Sutikimas įrašytas. Atšaukti galite bet kada.
flash-consent-withdrawn = Sutikimas atšauktas.
flash-sessions-ended = Kitur atsijungėte.
