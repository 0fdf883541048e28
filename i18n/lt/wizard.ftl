### Prašymo pildymas ir seansas: kas įrašyta iš nuostatų, kieno vardu prašoma, kas mokama, iki kada prisijungta.

## Seansas
session-label = Seansas
session-until = Esate prisijungę iki { $time }.
session-how = Laikas pratęsiamas atvėrus bet kurį puslapį arba išsaugojus formą.
session-prolong = Pratęsti dabar
session-prolong-window = (atveria naują langą; čia įrašyti žodžiai lieka)
session-warning-title = Seansas greitai baigsis
session-warning-text = Jei nieko nedarysite, { $time } būsite atjungti. Ar norite likti prisijungę?
session-stay = Likti prisijungus
session-failed = Pratęsti nepavyko. Patikrinkite ryšį ir paspauskite dar kartą.
session-ended-title = Seansas baigėsi
session-ended-text = Kad tęstumėte, prisijunkite iš naujo. Ankstesni atsakymai išsaugoti. Ką įrašėte paskiausiai, gali būti neišsaugota – nusikopijuokite iš šio puslapio.
session-copy = Likti puslapyje ir nusikopijuoti
session-again = Prisijungti iš naujo
session-prolonged-title = Seansas pratęstas
session-prolonged-text = Esate prisijungę iki { $time }.
session-prolonged-close = Šį langą galite užverti ir tęsti ankstesniame.

## Kas įrašyta iš nuostatų
wizard-from-settings = Įrašyta iš Jūsų nuostatų. Pakeitę čia, pakeisite tik šiame prašyme.
wizard-children-source = Vaikus įrašėme iš Gyventojų registro, { $time }.
wizard-consent-shared = Tai tas pats sutikimas kaip nuostatose: pažymėtas ar atžymėtas čia, jis iš karto pasikeičia visai Jūsų paskyrai.

## Kas mokama
awards-title = Kas mokama ir kodėl
awards-lead = Rodomos vieno mėnesio sumos. Prie kiekvienos parašyta, iš ko ji gauta.
awards-month = per mėnesį
awards-paid = Išmokėta už: { $months }.
awards-to-pay = Dar nesumokėta už: { $months }.
awards-later = Toliau – kas mėnesį: { $months }.
awards-all-paid = Sumokėta už visus mėnesius.
awards-why = Iš ko ši suma
awards-card-why = Kas mokama ir kodėl
awards-this-month = Už { $month } iš viso priklauso { $sum }.

## Kieno vardu
form-vardu = Kieno vardu teikiate prašymą?
form-vardu-short = Kieno vardu teikiama
form-vardu-missing = Pasirinkite, kieno vardu teikiate prašymą.
form-vardu-savo = Savo – kaip tėvas ar motina, arba sau
form-vardu-globejas = Kaip vaiko globėjas ar rūpintojas
form-vardu-budintis = Kaip budintis globotojas
form-vardu-igaliotas = Kito žmogaus – pagal įgaliojimą
form-vardu-on-duty = Budintis globotojas nėra vaiko atstovas pagal įstatymą, todėl prašymo vaiko vardu čia pateikti negalima. Prašymą teikia vaiko globėjas; kreipkitės į savo savivaldybės vaiko teisių ar socialinės paramos skyrių.
form-vardu-no-ward = Registre nematome, kad būtumėte pažymėtų vaikų globėjas ar rūpintojas. Jei globa nustatyta neseniai, kreipkitės į savo savivaldybę ar seniūniją – prašymą priimsime ten.
form-vardu-too-young = Pagal įgaliojimą prašymą gali teikti žmogus nuo 18 metų.
form-screen-igaliojimas = Įgaliojimas
form-ig-vardas = Įgaliotojo – to, kurio vardu prašote – vardas
form-ig-vardas-missing = Įrašykite įgaliotojo vardą.
form-ig-pavarde = Įgaliotojo pavardė
form-ig-pavarde-missing = Įrašykite įgaliotojo pavardę.
form-ig-kodas = Įgaliotojo asmens kodas
form-ig-kodas-hint = 11 skaitmenų.
form-ig-kodas-missing = Įrašykite įgaliotojo asmens kodą.
form-ig-kodas-own = Tai Jūsų pačių asmens kodas. Čia reikia to žmogaus, kuris Jus įgaliojo.
form-ig-savivaldybe = Kurioje savivaldybėje gyvena įgaliotojas?
form-ig-savivaldybe-missing = Pasirinkite savivaldybę, kurioje gyvena įgaliotojas.
form-ig-vaikai = Vaikai, kuriems prašoma išmokos
form-ig-vaikai-hint = Kiekvienas vaikas – naujoje eilutėje: asmens kodas, vardas, pavardė. Kito žmogaus šeimos duomenų čia nerodome, todėl vaikus įrašykite patys.
form-ig-vaikai-missing = Įrašykite bent vieną vaiką.
form-ig-gyvena = Ar visi šie vaikai gyvena su įgaliotoju?
form-ig-gyvena-missing = Atsakykite, ar visi šie vaikai gyvena su įgaliotoju.
form-ig-numeris = Įgaliojimo numeris
form-ig-numeris-hint = Įgaliojimų registro identifikavimo kodas arba notarinio registro numeris.
form-ig-numeris-missing = Įrašykite įgaliojimo numerį.
form-ig-data = Kada įgaliojimas sudarytas?
form-ig-data-hint = Metai, mėnuo, diena, pavyzdžiui, 2026-09-01.
form-ig-data-missing = Įrašykite, kada įgaliojimas sudarytas.
form-ig-galioja = Iki kada įgaliojimas galioja? (nebūtina)
form-ig-galioja-hint = Jei įgaliojimas be termino, palikite tuščią.
form-ig-kur = Kur savivaldybė ras įgaliojimą?
form-ig-kur-hint = Pridėti dokumentą galėsite prieš pateikdami prašymą.
form-ig-kur-missing = Pasirinkite, kur savivaldybė ras įgaliojimą.
form-ig-kur-registre = Įgaliojimų registre
form-ig-kur-pridedu = Pridedu prie prašymo
form-ig-kur-veliau = Parodysiu savivaldybėje vėliau
form-child-line-code = { $n } eilutė: pirmiausia įrašykite vaiko asmens kodą, 11 skaitmenų, ir patikrinkite, ar nesuklydote.
form-child-line-name = { $n } eilutė: po asmens kodo įrašykite vaiko vardą ir pavardę.
form-child-line-twice = { $n } eilutė: šis vaikas jau įrašytas.
form-child-lines-many = Viename prašyme gali būti ne daugiau kaip { $n } vaikų.

## Byloje
case-representative = Prašymą teikia atstovas
case-representative-person = Atstovas
case-representative-basis = Pagrindas
case-representative-where = Kur įgaliojimas
case-representative-where-register = Įgaliojimų registre
case-representative-where-attached = pridėtas prie prašymo
case-representative-where-later = žada parodyti vėliau
case-representative-expired = Nurodytas terminas jau pasibaigęs
case-representative-lead = Patikrinkite, ar įgaliojimas tikras, galioja ir leidžia prašyti šios paramos. Kol nepatikrinta, sprendimo pasiūlyti negalima.
case-representative-valid = Patikrinau: galioja
case-representative-not-valid = Patikrinau: negalioja
case-representative-note = Kaip patikrinta
case-representative-note-hint = Pavyzdžiui: Įgaliojimų registre, matytas originalas. Jei negalioja – kodėl.
case-representative-note-missing = Įrašykite, kaip patikrinote įgaliojimą.
case-representative-checked-valid = Patikrinta: įgaliojimas galioja
case-representative-checked-not-valid = Patikrinta: įgaliojimas negalioja
case-error-representation = Įgaliojimas dar nepatikrintas arba negalioja, todėl siūlyti skirti negalima.
event-check-representation = patikrino įgaliojimą
flash-representation-checked = Įgaliojimo patikra įrašyta.
portal-event-check-representation = Savivaldybė patikrino įgaliojimą

## Atstovo puslapis
represented-note = Prašymą pateikėte pagal įgaliojimą. Pareiškėjas – { $name }. Čia matote prašymo eigą; sprendimą ir pinigus gauna pareiškėjas.
represented-decided = priimtas; jį gauna pareiškėjas
represented-decided-tag = Nuspręsta
entrusted-note = Prašymą pateikė Jūsų įgaliotas asmuo – { $name }. Pareiškėjas esate Jūs: sprendimą ir pinigus gaunate Jūs.
entrusted-what = Ko prašoma
entrusted-say = Papildyti, pataisyti ar atsiimti jį galite ir Jūs, čia pat. Jei to žmogaus neįgaliojote, iš karto praneškite savivaldybei.
form-code-exceptional = Iš šio asmens kodo nematyti gimimo datos ar lyties. Kreipkitės į savivaldybę ar seniūniją: ten tokį prašymą priims.
wizard-child-paid = Išmoka už šį vaiką Jums jau skirta.
wizard-child-paid-until = Išmoka už šį vaiką Jums jau skirta iki { $date }
wizard-already-paid-title = Išmoka jau skirta
wizard-already-paid-text = Naujo prašymo nereikia, kol niekas nepasikeitė. Jei pasikeitė sąskaita, gyvenamoji vieta ar šeima, arba prašote papildomos išmokos – pateikite.
wizard-municipality-officer = { $municipality }: duomenų apsaugos pareigūno kontaktai
