### Pataisymas po išsiuntimo ir tai, kas dar neišsiųsta.

## Pataisymas
amend-draft-of = Prašymo { $number } pataisymas
amend-draft-saved-at = Išsaugota { $time }. Pataisymas dar neišsiųstas.
amend-draft-continue = Tęsti taisymą
amend-delete = Ištrinti pataisymą
amend-delete-title = Ištrinti neišsiųstą pataisymą?
amend-delete-else = Jei neištrinsite ir nieko nekeisite, pataisymas išliks iki { $date }.
amend-begin = Pradėti taisyti
amend-what-filled = Atversime tą pačią formą su Jūsų atsakymais: vaikai, su kuo jie gyvena, sąskaita, kontaktai. Pakeiskite, ką reikia.
amend-what-stands = Kol pataisymo neišsiuntėte, galioja tai, ką išsiuntėte anksčiau.
amend-what-stays = Pareiškėjas ir savivaldybė lieka tie patys. Jei prašyti turi kitas žmogus arba spręsti – kita savivaldybė, atsiimkite prašymą ir pateikite naują.
amend-who-stays = Pataisymu nepakeisite, kas prašo. Jei prašyti turi kitas žmogus, atsiimkite šį prašymą ir pateikite naują.
amend-applicant-stays = Pataisymu nepakeisite, kieno vardu prašoma. Jei prašote kito žmogaus vardu, pateikite naują prašymą.
amend-municipality-stays = Pataisymu savivaldybės nepakeisite. Jei spręsti turi kita savivaldybė, atsiimkite šį prašymą ir pateikite naują.
amend-child-asked = prašoma
amend-child-not-asked = neprašoma
amend-changes-title = Ką keičiate
amend-changes-none = Kol kas nieko nepakeitėte.
amend-paper = Pataisytas prašymas (PDF)
amend-was = Buvo:
amend-will-be = Bus:
amend-send-what = Pataisymą gaus { $municipality }. Iš karto matysite jo gavimo numerį.
amend-delete-lost = Bus ištrintas tik neišsiųstas pataisymas. Išsiųstas prašymas lieka, kaip buvo.
event-correct-power = pataisyme nurodytas kitas įgaliojimas
portal-event-correct-power = Pataisyme nurodytas kitas įgaliojimas, jį patikrins savivaldybė

## Neišsiųstas tekstas
amend-begun = Pradėta, neišsiųsta
amend-kept-until = Tekstas saugomas, kol išsiųsite, bet ne ilgiau kaip iki { $time }.
amend-kept-signed-out = Seansas baigėsi, bet tai, ką įrašėte, išsaugota. Kad tęstumėte,
amend-save-fault = Neišsaugota – serverio klaida. Jūsų žodžiai lieka šiame lange, bandome vėl.
flash-words-kept = Seansas baigėsi, bet tai, ką įrašėte, išsaugota. Prisijunkite ir tęskite.
flash-not-sent-yet = Prašymas dar neišsiųstas. Atsakymai išsaugoti: prisijungę juos matysite ir galėsite pateikti.
amend-photo-skip = Nepridėti nuotraukos „{"{vardas}"}“
amend-photo-skipped = „{"{vardas}"}“ nepridėta.
