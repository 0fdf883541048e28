### Klaidų puslapiai. Žadame tik tai, kas tikra.
error-not-found-title = Tokio puslapio nėra
error-not-found-lead = Galbūt adresas įrašytas netiksliai arba puslapis perkeltas.
error-forbidden-title = Šio puslapio Jums atverti negalime
error-forbidden-lead = Neturite teisės jo matyti arba baigėsi prisijungimo laikas. Prisijunkite iš naujo; jei vis tiek nepavyksta, kreipkitės į savivaldybę.
error-forbidden-lead-staff = Šiam veiksmui neturite teisės arba baigėsi darbo seansas. Prisijunkite iš naujo arba kreipkitės į savivaldybės administratorių.
error-conflict-title = Duomenys jau pasikeitė
error-conflict-lead = Kol pildėte, šiuos duomenis pakeitė kitas žmogus. Atverkite puslapį iš naujo ir patikrinkite, kas galioja dabar.
error-unprocessable-title = Šių duomenų priimti negalėjome
error-unprocessable-lead = Grįžkite į ankstesnį puslapį ir pabandykite dar kartą. Jei nepavyksta, paskambinkite.
error-too-large-title = Siunčiate per daug
error-too-large-lead = Failas per didelis. Sumažinkite jį arba nufotografuokite mažesne raiška, o jei nepavyksta – atneškite dokumentą į seniūniją.
error-unavailable-title = Puslapis dabar neatsidaro
error-unavailable-lead = Sistema laikinai neatsako. Tai mūsų, ne Jūsų bėda. Pabandykite po kelių minučių.
error-internal-title = Puslapio atidaryti nepavyko
error-internal-lead = Tai mūsų klaida, ne Jūsų. Sutrikimą užfiksavome.
error-saved-title = Kas bus su tuo, ką rašiau
error-saved-text = Prisijungę matysite, kas išsaugota, ir galėsite tęsti nuo tos pačios vietos.
error-saved-text-staff = Atvėrę bylą iš naujo matysite, kas išsaugota.
error-retry = Bandyti dar kartą
error-home = Grįžti į pradžią
error-incident-title = Jei vis tiek nepavyksta
error-incident-call = Paskambinkite
error-incident-say = ir pasakykite šį numerį:
error-incident-none = Asmens duomenų šiame numeryje nėra.
error-late-title = Ar nepavėluosiu?
error-late-text = Jei dėl šio sutrikimo nespėjote laiku, parašykite tai prašyme ir nurodykite numerį iš šio puslapio – savivaldybė privalės tai įvertinti. Prašymą galite pateikti ir savivaldybėje ar seniūnijoje.
error-fragment = Nepavyko. Bandykite dar kartą arba atverkite puslapį iš naujo.
error-fragment-incident = Numeris pagalbai: { $number }.
error-busy-title = Dabar jungiasi daug žmonių
error-busy-lead = Šiuo metu puslapio parodyti negalime. Patikrinkite po kelių minučių – laukti šiame puslapyje nereikia.
error-busy-before =
    { $n ->
        [one] Prieš Jus { $n } žmogus.
        [few] Prieš Jus { $n } žmonės.
       *[other] Prieš Jus { $n } žmonių.
    }
error-busy-next = Prieš Jus eilėje nieko nėra. Patikrinkite po kelių sekundžių.
error-busy-kept = Jūsų vietą eilėje laikome 15 minučių po kiekvieno patikrinimo, kad ir uždarytumėte šį puslapį. Pats jis neatsinaujina, o dažnesnis tikrinimas eilės nepaspartina.
error-busy-check = Patikrinti dabar
error-busy-works-title = Kas veikia
error-busy-works = Prašymą galite pateikti savivaldybėje ar seniūnijoje. Pagalbos telefonas:
error-busy-works-staff = Jei prie langelio žmogus atnešė prašymą: priimkite popieriuje ir užregistruokite vėliau – gavimo dieną įrašysite tą pačią.
error-too-many-title = Per daug bandymų
error-too-many-lead =
    { $n ->
        [one] Iš Jūsų įrenginio ar tinklo per trumpą laiką gavome per daug užklausų. Pabandykite po { $n } minutės.
        [few] Iš Jūsų įrenginio ar tinklo per trumpą laiką gavome per daug užklausų. Pabandykite po { $n } minučių.
       *[other] Iš Jūsų įrenginio ar tinklo per trumpą laiką gavome per daug užklausų. Pabandykite po { $n } minučių.
    }
