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
