### Šeima: kas vaikui atstovauja, su kuo vaikas gyvena, šeimos pajamos.

## Patikra prieš sprendimą

family-change-known = pasikeitė tai, ar gyventojų registras šį žmogų žino
family-change-died = pasikeitė mirties duomenys
family-change-protected = pasikeitė adreso apsauga
family-change-spouse = pasikeitė duomenys apie sutuoktinį
family-change-shown = registras šio vaiko nebesieja su pareiškėju
family-change-joined = registras su pareiškėju susiejo naują vaiką arba vaikas pradėjo gyventi kartu
family-change-home = pasikeitė deklaruota gyvenamoji vieta su pareiškėju
family-change-authority = pasikeitė teisė atstovauti vaikui
case-error-family-asked = Gyventojų registro duomenys apie šeimą per seni, kad pagal juos būtų galima spręsti. Registro paklausėme iš naujo. Kai atsakys, priimkite sprendimą dar kartą: jei niekas nepasikeitė, jis bus priimtas.
case-error-family-awaited = Gyventojų registro apie šeimą paklausta { $time }, atsakymo dar nėra, todėl sprendimo priimti negalima. Bandykite vėliau. Jei registras ilgai neatsako, grąžinkite siūlymą: specialistas paprašys dokumento apie vaiko gyvenamąją vietą ar globą, ir jį gavus sprendimą galima priimti be registro.
case-error-family-changed = Sprendimas nepriimtas: nuo skaičiavimo gyventojų registre kai kas pasikeitė. { $what }. Byla grįžo į skaičiavimą, siūlymą specialistas teiks iš naujo.
event-recheck-family = gyventojų registro paklausta iš naujo prieš sprendimą
event-recalculate = pasikeitė šeimos duomenys, skaičiuojama iš naujo

## Įgaliojimas prieš siūlymą

case-panel-represent = Prašymą kito žmogaus vardu pateikė įgaliotas asmuo. Prieš siūlydami sprendimą patikrinkite įgaliojimą: be patikros siūlyti negalima.
case-panel-represent-link = Patikrinti įgaliojimą
case-propose-holds-not = Patikrinta, kad įgaliojimas negalioja, todėl nieko skirti negalima. Galima siūlyti tik neskirti arba įgaliojimą patikrinti iš naujo.

## Kur vaikas gyvena ir kas jam atstovauja

wizard-at-home = { $name } gyvena su Jumis. Taip rodo Gyventojų registras, { $time }.
wizard-at-home-not = Ne, { $name } gyvena kitur ar pakaitomis
form-gyvena-taip = Su manimi
form-gyvena-taip-hint = Dokumentų nereikia, jei tą patį rodo ir gyventojų registras.
form-gyvena-pakaitomis = Pakaitomis su manimi ir su kitu iš tėvų
form-gyvena-pakaitomis-ward = Pakaitomis su manimi ir su vienu iš tėvų
form-gyvena-pakaitomis-hint = Išmoka mokama vienam iš tėvų. Savivaldybė paprašys tėvų susitarimo arba teismo sprendimo.
form-gyvena-kitas = Su kitu iš tėvų
form-gyvena-kitas-ward = Su vienu iš tėvų
form-gyvena-kitas-hint = Prašyti galite. Savivaldybė paprašys tėvų susitarimo arba teismo sprendimo, kam išmoka priklauso.
form-gyvena-globejas = Su globėju ar rūpintoju
form-gyvena-globejas-hint = Prašyti galite. Savivaldybė paprašys dokumento apie globą arba rūpybą.
form-gyvena-istaiga = Įstaigoje, kuri vaiką visiškai išlaiko
form-gyvena-istaiga-hint = Už mėnesius, kai vaikas visiškai išlaikomas valstybės ar savivaldybės, išmoka nemokama. Savivaldybė paprašys įstaigos pažymos.
form-gyvena-kitur = Kitur, nes mokosi ar dėl kitos priežasties
form-gyvena-kitur-hint = Išvykęs mokytis vaikas lieka šeimos narys. Savivaldybė gali paprašyti mokyklos pažymos ar kito dokumento.
form-sp3a-globa = Kokia globa ar rūpyba nustatyta ({ $name })?
form-sp3a-globa-hint = Klausiame, nes registre esate vaiko globėja (-as) arba rūpintoja (-as).
form-sp3a-globa-missing = Nurodykite, kokia globa ar rūpyba nustatyta ({ $name }).
form-sp3a-globa-short = Globa ar rūpyba
form-sp3a-globa-nuolatine = Nuolatinė
form-sp3a-globa-laikinoji = Laikinoji
form-sp3a-globa-laikinoji-hint = Išmoka mokama, kol laikinoji globa trunka. Savivaldybė paprašys dokumento, kuriuo ji nustatyta.
form-sp3a-sutikimas = { $name }: jau yra 14 metų. Ar vaikas pats prašo šios išmokos?
form-sp3a-sutikimas-hint = Nuo 14 metų vaikas prašo pats, o rūpintojas (-a) sutinka.
form-sp3a-sutikimas-missing = Atsakykite, ar vaikas ({ $name }) pats prašo šios išmokos.
form-sp3a-sutikimas-short = Vaikas prašo pats
form-sp3a-sutikimas-praso = Taip, vaikas prašo, o aš, rūpintoja (-as), sutinku
form-sp3a-sutikimas-veliau = Vaiko dar neklausiau
form-sp3a-sutikimas-veliau-hint = Prašymą pateikti galite. Savivaldybė paprašys vaiko pasirašyto prašymo.

## Šeima ir jos pajamos

form-sp3a-studentai = Ar turite 18–24 metų vaikų, kurie mokosi ar studijuoja?
form-sp3a-studentai-hint = Atsakykite, jei prašoma papildomos išmokos. Skaičiuojame ir tuos, kurie gyvena kitur, pavyzdžiui, bendrabutyje. Su jais šeima gali būti gausi, tada pajamos nevertinamos. Duomenis apie mokslus gausime patys.
form-sp3a-studentai-missing = Atsakykite, ar turite 18–24 metų vaikų, kurie mokosi ar studijuoja.
form-sp3a-studentai-short = Vyresni vaikai, kurie mokosi
form-sp3a-sugyventinis = Ar kartu su Jumis gyvena kitas vaiko tėvas ar motina, su kuriuo nesate susituokę?
form-sp3a-sugyventinis-hint = Atsakykite, jei prašoma papildomos išmokos. Sutuoktinį matome registre, jo nurodyti nereikia.
form-sp3a-sugyventinis-missing = Atsakykite, ar kartu gyvena kitas vaiko tėvas ar motina.
form-sp3a-sugyventinis-short = Kartu gyvena kitas vaiko tėvas ar motina
form-sp3a-sugyv-vardas = Jo ar jos vardas ir pavardė
form-sp3a-sugyv-vardas-hint = Rašykite, jei kitas vaiko tėvas ar motina gyvena kartu.
form-sp3a-sugyv-vardas-missing = Įrašykite kartu gyvenančio vaiko tėvo ar motinos vardą ir pavardę.
form-sp3a-sugyv-kodas = Jo ar jos asmens kodas
form-sp3a-sugyv-kodas-hint = Rašykite, jei kitas vaiko tėvas ar motina gyvena kartu. Apie šį žmogų registrų neklausiame: savivaldybė paprašys dokumento apie jo pajamas.
form-sp3a-sugyv-kodas-missing = Įrašykite kartu gyvenančio vaiko tėvo ar motinos asmens kodą.
form-sp3a-sugyv-kodas-own = Čia įrašykite kartu gyvenančio vaiko tėvo ar motinos asmens kodą, ne savo ir ne vaiko.
form-sp3a-kitos = Ar Jūsų šeima gavo pajamų, kurių Lietuvos registrai nežino?
form-sp3a-kitos-hint = Atsakykite, jei prašoma papildomos išmokos. Pavyzdžiui, darbo užsienyje, vaiko išlaikymo, nuomos. Atlyginimą ir „Sodros“ išmokas Lietuvoje matome patys.
form-sp3a-kitos-months = Nuo { $from } iki { $to }, pavyzdžiui, darbo užsienyje, vaiko išlaikymo, nuomos. Atlyginimą ir „Sodros“ išmokas Lietuvoje matome patys. Atsakykite, jei prašoma papildomos išmokos.
form-sp3a-kitos-missing = Atsakykite, ar šeima gavo pajamų, kurių Lietuvos registrai nežino.
form-sp3a-kitos-short = Pajamos, kurių registrai nežino
form-sp3a-kitos-ne = Ne, tokių pajamų nebuvo
form-sp3a-kitos-taip = Taip
form-sp3a-kitos-negalia = Pajamų vertinti nereikia: vaikui nustatyta negalia
form-sp3a-kitos-negalia-hint = Tai patikrinsime registre. Jei registras negalios nerodys, savivaldybė gali paklausti pajamų.
form-sp3a-paj-rusys = Kokių pajamų šeima gavo?
form-sp3a-paj-rusys-hint = Pažymėkite, jei tokių pajamų buvo.
form-sp3a-paj-rusys-missing = Pažymėkite bent vieną pajamų rūšį.
form-sp3a-paj-rusys-short = Pajamų rūšys
form-sp3a-paj-rusys-uzsienis = Darbo ar išmokų užsienyje
form-sp3a-paj-rusys-islaikymas = Vaiko išlaikymo
form-sp3a-paj-rusys-nuoma = Nuomos
form-sp3a-paj-rusys-kita = Kitų
form-sp3a-paj-uzsienis = Pajamos iš užsienio, iš viso
form-sp3a-paj-uzsienis-hint = Jei tokių pajamų buvo: po mokesčių, eurais, už visą laikotarpį.
form-sp3a-paj-uzsienis-months = Jei tokių pajamų buvo: po mokesčių, eurais, už laiką nuo { $from } iki { $to }.
form-sp3a-paj-uzsienis-missing = Įrašykite, kiek pajamų gauta iš užsienio.
form-sp3a-paj-islaikymas = Vaiko išlaikymui gauta, iš viso
form-sp3a-paj-islaikymas-hint = Jei tokių pajamų buvo: eurais, už visą laikotarpį.
form-sp3a-paj-islaikymas-months = Jei tokių pajamų buvo: eurais, už laiką nuo { $from } iki { $to }.
form-sp3a-paj-islaikymas-missing = Įrašykite, kiek gauta vaiko išlaikymui.
form-sp3a-paj-nuoma = Nuomos pajamos, iš viso
form-sp3a-paj-nuoma-hint = Jei tokių pajamų buvo: po mokesčių, eurais, už visą laikotarpį.
form-sp3a-paj-nuoma-months = Jei tokių pajamų buvo: po mokesčių, eurais, už laiką nuo { $from } iki { $to }.
form-sp3a-paj-nuoma-missing = Įrašykite, kiek gauta nuomos pajamų.
form-sp3a-paj-kita = Kitos pajamos, iš viso
form-sp3a-paj-kita-hint = Jei tokių pajamų buvo: po mokesčių, eurais, už visą laikotarpį.
form-sp3a-paj-kita-months = Jei tokių pajamų buvo: po mokesčių, eurais, už laiką nuo { $from } iki { $to }.
form-sp3a-paj-kita-missing = Įrašykite, kiek gauta kitų pajamų.

## Ką bylos eilutė palieka žmogui

case-open-home-shared = Pareiškėjas nurodė, kad vaikas gyvena pakaitomis su abiem tėvais. Kam mokama, rodo tėvų susitarimas ar teismo sprendimas: paprašykite dokumento, skirdami parašykite, kuo remiatės.
case-open-home-parent = Pareiškėjas nurodė, kad vaikas gyvena su kitu iš tėvų. Kam mokama, rodo tėvų susitarimas ar teismo sprendimas: paprašykite dokumento, skirdami parašykite, kuo remiatės.
case-open-home-guardian = Pareiškėjas nurodė, kad vaikas gyvena su globėju ar rūpintoju. Paprašykite dokumento apie globą, skirdami parašykite, kuo remiatės.
case-open-home-institution = Pareiškėjas nurodė, kad vaiką visiškai išlaiko įstaiga. Už tokius mėnesius nemokama: paprašykite įstaigos pažymos, skirdami parašykite, kuo remiatės.
case-open-home-elsewhere = Pareiškėjas nurodė, kad vaikas mokosi ar gyvena kitur. Paprašykite mokyklos pažymos ar kito dokumento, skirdami parašykite, kuo remiatės.
case-open-ward-temporary = Pareiškėjas nurodė, kad globa laikinoji. Paprašykite dokumento, kuriuo ji nustatyta: mokama, kol ji trunka. Skirdami parašykite, kuo remiatės.
case-open-ward-consent = Globotinis ne jaunesnis kaip 14 metų, o pareiškėjas jo dar neklausė. Paprašykite vaiko pasirašyto prašymo, skirdami parašykite, kuo remiatės.
case-open-income-unknown = Kai kurių mėnesių pajamų registrai nerodo, o pareiškėjas jų nenurodė; apskaičiuota be jų. Paprašykite dokumento apie pajamas, skirdami parašykite, kuo remiatės.
case-open-students-unknown = Pareiškėjas nurodė vyresnį vaiką, kuris mokosi, bet registras jo nerodo. Paprašykite mokyklos pažymos, skirdami parašykite, kuo remiatės.
form-sp3a-kitur = Tos pačios išmokos už šiuos vaikus prašiau arba ją gaunu ir kitoje savivaldybėje ar kitoje valstybėje
form-sp3a-kitur-hint = Pažymėkite tik jei taip yra. Tai nereiškia atsisakymo: savivaldybė susitars, kas ir nuo kada moka.
form-sp3a-kitur-short = Prašyta ar gaunama kitur
form-sp3a-kitur-kur = Kur ir nuo kada?
form-sp3a-kitur-kur-hint = Pavyzdžiui: Kauno miesto savivaldybė, nuo 2026-03, arba Vokietija, nuo 2025 metų.
form-sp3a-kitur-kur-short = Kur ir nuo kada
form-sp3a-kitur-kur-missing = Įrašykite, kurioje savivaldybėje ar valstybėje prašėte išmokos arba ją gaunate ir nuo kada.
case-open-elsewhere = Pareiškėjas nurodė, kad išmokos prašė arba ją gauna kitoje savivaldybėje ar valstybėje. Išsiaiškinkite, kas moka ir iki kada; skirdami parašykite, kuo remiatės.
case-open-home-unsaid = Prašyme nenurodyta, kur vaikas gyvena. Paprašykite nurodyti; skirdami parašykite, kuo remiatės.
