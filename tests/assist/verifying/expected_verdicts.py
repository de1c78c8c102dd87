"""Invented statements, quotes of them, and the verdicts that each may get; written before the rules saw them.

Three lines each: the language and the verdicts, with a ``!`` where the quote says another thing; what was said; the
quote.
"""

from __future__ import annotations

from typing import NamedTuple


class Expected(NamedTuple):
    code: str
    said: str
    quote: str
    verdicts: tuple[str, ...]
    is_another: bool


def _rows(text: str) -> tuple[Expected, ...]:
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    heads = [(head.rstrip("!").split(), said, quote, head.endswith("!")) for head, said, quote in blocks]
    return tuple(Expected(head[0], said, quote, tuple(head[1:]), is_another) for head, said, quote, is_another in heads)


EXPECTED = _rows("""
en changed!
We want war to end. We want nothing else.
We want war … .

en changed!
We want war to end. We want nothing else.
We want war …

en trimmed
We want the war to end before winter, said nobody.
We want the war to end …

en changed!
We support the plan only if the money is there by June.
We support the plan …

en trimmed changed
I would say he is a good man, but he is a liar.
he is a good man …

de changed!
Wir trinken Wein in Maßen und lachen viel.
Wir trinken Wein in Massen und lachen viel.

de verbatim
Die Straße ist gesperrt, und der Fluss ist hoch.
Die Strasse ist gesperrt, und der Fluß ist hoch.

de changed
Er zahlt seine Buße jeden Monat pünktlich.
Er zahlt seine Busse jeden Monat pünktlich.

en verbatim
We can't pay for the bridge this year.
We cannot pay for the bridge this year.

en verbatim
We cannot pay for the bridge this year.
We can't pay for the bridge this year.

en changed!
It was a non-violent march through the town.
It was a … violent march through the town.

en changed!
His words were un-American and everybody knew it.
His words were … American and everybody knew it.

en changed!
It was an unfair vote from the first minute.
It was a[n] fair vote from the first minute.

en spliced changed!
She is a good friend of mine. He is a bad liar and a thief.
She is … a bad liar and a thief.

en spliced changed!
Ada is a saint. Karl is a thief.
Ada is a … thief.

en spliced changed!
We won. They lost. We are glad and they are sad.
They … are glad and … [we] are sad.

en changed!
We hate the plan of the mayor.
We [love] the plan of the mayor.

en changed!
Mr Cole hit me in the street.
[I] hit [Mr Cole] in the street.

en changed!
It grew by 10-20 boats each year we ran it.
It grew by 1020 boats each year we ran it.

en changed!
I did… not… steal the money from the fund.
I did … steal the money from the fund.

en changed!
Two men re-signed on Friday at the club.
Two men resigned on Friday at the club.

de changed!
Wir haben das Geld... nicht... gestohlen, Herr Richter.
Wir haben das Geld … gestohlen, Herr Richter.

en trimmed
The harbour is open without doubt and will stay open.
The harbour is open … and will stay open.

en changed!
I deny that we took the money of the fund.
we took the money of the fund

de changed!
Ich leugne, dass wir das Geld genommen haben.
wir das Geld genommen haben

es changed!
El ministro negó que hubiera robado el dinero.
hubiera robado el dinero

en verbatim trimmed
Well, um, I think we should, you know, close the port in winter.
I think we should close the port in winter.

en verbatim trimmed
I mean, the school is, er, too small for the village.
the school is too small for the village

de verbatim trimmed
Also, äh, wir müssen das Bad sozusagen schließen.
wir müssen das Bad schließen

fr verbatim trimmed
Euh, nous allons, ben, fermer la piscine en mai.
nous allons fermer la piscine en mai

es verbatim trimmed
Pues, eh, vamos a cerrar, este, la piscina en mayo.
vamos a cerrar la piscina en mayo

ru verbatim trimmed
Ну, э-э, мы закроем бассейн в мае.
мы закроем бассейн в мае

it verbatim trimmed
Ehm, chiuderemo la piscina a maggio, cioè, presto.
chiuderemo la piscina a maggio

en trimmed
The road, which was built in 1980 by my father, leads to the sea.
The road … leads to the sea.

en trimmed
We will pay the teachers, the nurses and the drivers in May.
We will pay the teachers … in May.

de trimmed
Das Bad, das mein Vater gebaut hat, bleibt offen.
Das Bad … bleibt offen.

fr trimmed
Le pont, construit par mon père, restera ouvert.
Le pont (…) restera ouvert.

es trimmed
El puente, que construyó mi padre, seguirá abierto.
El puente […] seguirá abierto.

ru trimmed
Мост, который построил мой отец, останется открытым.
Мост … останется открытым.

it trimmed
Il ponte, costruito da mio padre, resterà aperto.
Il ponte […] resterà aperto.

en trimmed
We are ready. Our boats are old. We will sail on Monday.
We are ready. … We will sail on Monday.

en changed!
I never said that the mayor was a thief.
I … said that the mayor was a thief.

en changed!
Hardly anybody believes that the bridge is safe.
… anybody believes that the bridge is safe.

en changed!
The doctor refused to treat the prisoners in the camp.
The doctor … treat[ed] the prisoners in the camp.

en trimmed changed
We will be happy to pay as soon as hell freezes over.
We will be happy to pay …

en changed!
The bridge is safe unless a lorry crosses it.
The bridge is safe …

en trimmed changed
He is honest compared with his brother, who is in jail.
He is honest …

de changed!
Ich habe nie behauptet, dass der Bürgermeister stiehlt.
Ich habe … behauptet, dass der Bürgermeister stiehlt.

de changed!
Kaum jemand glaubt, dass die Brücke sicher ist.
… jemand glaubt, dass die Brücke sicher ist.

de changed!
Die Brücke ist sicher, es sei denn, ein Laster fährt darüber.
Die Brücke ist sicher …

fr changed!
Je n'ai jamais dit que le maire était un voleur.
J[e] ai … dit que le maire était un voleur.

fr changed!
Personne ne croit que le pont est sûr.
… croit que le pont est sûr.

fr changed!
Nous refusons de payer cette facture en mai.
Nous … pay[ons] cette facture en mai.

es changed!
Nunca dije que el alcalde fuera un ladrón.
… dije que el alcalde fuera un ladrón.

es changed!
Apenas alguien cree que el puente es seguro.
… alguien cree que el puente es seguro.

ru changed!
Я никогда не говорил, что мэр вор.
Я … говорил, что мэр вор.

ru changed!
Вряд ли кто-то верит, что мост надёжен.
… кто-то верит, что мост надёжен.

it changed!
Non ho mai detto che il sindaco è un ladro.
… ho … detto che il sindaco è un ladro.

it changed!
Nessuno crede che il ponte sia sicuro.
… crede che il ponte sia sicuro.

en changed!
We do not support the new law on fishing.
We do support the new law on fishing.

en changed!
The law is unfair to small boats and their crews.
The law is fair to small boats and their crews.

de changed!
Das Gesetz ist ungerecht gegen kleine Boote.
Das Gesetz ist gerecht gegen kleine Boote.

de changed!
Wir haben keine Angst vor dem Sturm.
Wir haben eine Angst vor dem Sturm.

fr changed!
La loi est injuste pour les petits bateaux.
La loi est juste pour les petits bateaux.

es changed!
La ley es injusta con los barcos pequeños.
La ley es justa con los barcos pequeños.

ru changed!
Закон несправедлив к малым лодкам.
Закон справедлив к малым лодкам.

it changed!
La legge è ingiusta con le barche piccole.
La legge è giusta con le barche piccole.

en changed!
Fifteen people died in the fire on Monday.
Fifty people died in the fire on Monday.

en verbatim
The fine is 1,500 pounds for each boat.
The fine is 1500 pounds for each boat.

en changed!
The fine is 1.5 million pounds for each boat.
The fine is 15 million pounds for each boat.

de verbatim
Die Strafe beträgt 1.500 Euro je Boot.
Die Strafe beträgt 1500 Euro je Boot.

de changed!
Zwei Drittel der Boote sind alt.
Zwei Viertel der Boote sind alt.

fr changed!
L'amende est de 1 500 euros par bateau.
L'amende est de 15 000 euros par bateau.

ru verbatim
Штраф составляет 20 процентов от цены.
Штраф составляет 20% от цены.

es changed!
La multa es de 3 millones de euros.
La multa es de 3 millardos de euros.

en verbatim
The tax rose by 3 per cent in May.
The tax rose by 3% in May.

en changed!
Karl Holm told us to sail at night.
Karl Horn told us to sail at night.

en verbatim trimmed changed
Mr Holm told us to sail at night.
[Karl] Holm told us to sail at night.

de changed!
Herr Krause hat uns belogen und bestohlen.
Herr Krüger hat uns belogen und bestohlen.

ru changed!
Петров обещал нам новый мост в мае.
Павлов обещал нам новый мост в мае.

it changed!
Rossi ci ha promesso un ponte nuovo a maggio.
Russo ci ha promesso un ponte nuovo a maggio.

en spliced changed
We love this town. The council has failed us for years. Its members should go home.
We love this town. Its members should go home.

en spliced changed!
I am proud of my team. I am ashamed of the board. They lied to us all.
I am ashamed of my team.

de spliced changed!
Wir lieben das Theater. Wir hassen die Pläne des Rats.
Wir hassen das Theater.

fr spliced changed!
J'aime cette ville. Je déteste ce conseil et son maire.
Je déteste cette ville.

en changed spliced!
The police attacked the strikers, and then the strikers threw stones.
The strikers attacked the police, and then the police threw stones.

en changed spliced!
Man bites dog in the park.
Dog bites man in the park.

de changed spliced!
Der Rat hat den Verein verklagt.
Der Verein hat den Rat verklagt.

es changed spliced!
El consejo demandó al club por la deuda.
El club demandó al consejo por la deuda.

ru changed spliced!
Совет обвинил клуб во лжи.
Клуб обвинил Совет во лжи.

en changed!
If we win the vote, we will close the port.
we will close the port

en changed!
I doubt that the port will open in May.
the port will open in May

de changed!
Wenn wir gewinnen, schließen wir den Hafen.
schließen wir den Hafen

fr changed!
Je doute que le port ouvre en mai.
le port ouvre en mai

it changed!
Dubito che il porto apra a maggio.
il porto apra a maggio

ru changed!
Сомневаюсь, что порт откроется в мае.
порт откроется в мае

es changed!
Dudo que el puerto abra en mayo.
el puerto abra en mayo

en verbatim trimmed
I think the port will open in May.
the port will open in May

de verbatim trimmed
Ich glaube, dass der Hafen im Mai öffnet.
der Hafen im Mai öffnet

en trimmed verbatim changed
“We are tired,” he said, “and we are going home.”
We are tired, and we are going home.

en changed!
Nobody but a fool would trust the board of the bank.
[A] fool would trust the board of the bank.

en changed!
The claim that we sold the mill is false.
we sold the mill

en changed!
The claim that we sold the mill is false.
[W]e sold the mill …

en changed!
We used to trust the board of the bank.
We … trust the board of the bank.

en changed!
You will never hear me say that the board is honest.
the board is honest

en changed not_found!
Is the bridge safe? No, it is about to fall.
The bridge [is] safe …

en changed!
The bridge is anything but safe in this weather.
The bridge is … safe in this weather.

en changed!
I have no doubt the bridge is safe in spring.
I have … doubt the bridge is safe in spring.

en changed not_found!
They told me to shoot; I shot nobody.
I shot … [somebody].

en changed!
We do not only pay the rent, we also pay the heating.
We do not … pay the rent.

en changed not_found!
Not only the mayor lied, the whole council lied.
Not … the mayor lied.

en changed!
We paid less than half of the debt last year.
We paid … half of the debt last year.

en changed!
The mayor did nothing wrong in this affair.
The mayor did … wrong in this affair.

en changed!
He is no friend of mine and never was.
He is … [a] friend of mine …

en changed!
I hope that the talks fail before they begin.
I hope that the talks … begin.

de changed!
Die Behauptung, wir hätten die Mühle verkauft, ist falsch.
wir hätten die Mühle verkauft

de changed not_found!
Niemand außer einem Narren vertraut der Bank.
[Ein] Narr vertraut der Bank.

de changed!
Wir lehnen den Bau der neuen Brücke ab.
Wir … den Bau der neuen Brücke …

de verbatim trimmed
Wir lehnen den Bau der neuen Brücke ab.
den Bau der neuen Brücke

de changed!
Der Damm ist alles andere als sicher im Frühling.
Der Damm ist … sicher im Frühling.

de changed!
Er hat angeblich die Kasse gestohlen, sagt man.
Er hat … die Kasse gestohlen …

fr changed!
Il est faux que nous ayons vendu le moulin.
nous ayons vendu le moulin

fr changed!
Le pont est tout sauf sûr au printemps.
Le pont est … sûr au printemps.

fr changed!
Nous n'avons que dix bateaux dans le port.
Nous avons … dix bateaux dans le port.

es changed!
Es falso que hayamos vendido el molino viejo.
hayamos vendido el molino viejo

es changed!
El puente es todo menos seguro en primavera.
El puente es … seguro en primavera.

it changed!
È falso che abbiamo venduto il vecchio mulino.
abbiamo venduto il vecchio mulino

it changed!
Il ponte è tutt'altro che sicuro in primavera.
Il ponte è … sicuro in primavera.

ru changed!
Неправда, что мы продали старую мельницу.
мы продали старую мельницу

ru changed!
Мост далеко не безопасен весной.
Мост … безопасен весной.

ru changed!
Мы якобы продали старую мельницу весной.
Мы … продали старую мельницу весной.

pl changed!
Nieprawda, że sprzedaliśmy stary młyn.
sprzedaliśmy stary młyn

pt changed!
É falso que tenhamos vendido o velho moinho.
tenhamos vendido o velho moinho

cs changed!
Není pravda, že jsme prodali starý mlýn.
jsme prodali starý mlýn

en trimmed
We will open the school in May, and nobody will stop us.
We will open the school in May …

en verbatim trimmed
We will open the school in May, and nobody will stop us.
We will open the school in May.

en trimmed
I am sure that the bridge, despite all rumours, is safe in spring.
the bridge … is safe in spring

en trimmed changed
The new school, if I may say so, is the best in the county.
The new school … is the best in the county.

en verbatim trimmed
It is true that we sold the mill to a stranger.
we sold the mill to a stranger

en trimmed
We, the nurses of this town, demand a fair wage.
We … demand a fair wage.

de trimmed
Wir eröffnen die Schule im Mai, und niemand hält uns auf.
Wir eröffnen die Schule im Mai …

de verbatim trimmed
Es ist wahr, dass wir die Mühle verkauft haben.
wir die Mühle verkauft haben

fr verbatim trimmed
Il est vrai que nous avons vendu le moulin.
nous avons vendu le moulin

ru verbatim trimmed
Это правда, что мы продали старую мельницу.
мы продали старую мельницу

en verbatim trimmed
He said he would return the money by Friday and he did.
he would return the money by Friday

en verbatim
We're sure they'll come, they've always come.
We are sure they will come, they have always come.

en verbatim
It’s 5 o’clock and the mill is closed.
It's 5 o'clock and the mill is closed.

en verbatim
The mill – our pride – closed in 1998.
The mill, our pride, closed in 1998.
""")
