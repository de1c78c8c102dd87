"""Invented statements, each with a quote that reverses it or trims it honestly; held out when the rules were made."""

from __future__ import annotations

REVERSED = (
    (
        "en",
        "The company neglected to inform the regulator about the leak.",
        "The company … inform[ed] the regulator about the leak.",
    ),
    (
        "en",
        "We came close to losing the school in that storm.",
        "We … [lost] the school in that storm.",
    ),
    (
        "en",
        "I regret that I trusted the board of the bank.",
        "I trusted the board of the bank.",
    ),
    (
        "en",
        "Nothing could be further from the truth than that we sold the mill.",
        "we sold the mill.",
    ),
    (
        "en",
        "He claimed to have paid every worker on the pier.",
        "He … paid every worker on the pier.",
    ),
    (
        "en",
        "They are hardly friends of the town and its people.",
        "They are … friends of the town and its people.",
    ),
    (
        "en",
        "Our team would never have signed such a paper.",
        "Our team would … have signed such a paper.",
    ),
    (
        "en",
        "She refused to admit that the gate was open.",
        "the gate was open.",
    ),
    (
        "en",
        "We were too late to save the crew of the ferry.",
        "We were … [able] to save the crew of the ferry.",
    ),
    (
        "en",
        "Hardly anyone believes the ferry is safe in winter.",
        "anyone believes the ferry is safe in winter.",
    ),
    (
        "en",
        "The ex-mayor welcomed the vote on the school.",
        "The mayor welcomed the vote on the school.",
    ),
    (
        "en",
        "The anti-war party won the vote in the valley.",
        "The … war party won the vote in the valley.",
    ),
    (
        "en",
        "We fear the new law about the rivers.",
        "We [welcome] the new law about the rivers.",
    ),
    (
        "en",
        "The rents rose by 7-8 percent in the spring.",
        "The rents rose by 78 percent in the spring.",
    ),
    (
        "en",
        "We would have to be mad to believe the minister.",
        "We … believe the minister.",
    ),
    (
        "en",
        "Unless rain comes, the harvest will be lost in June.",
        "the harvest will be lost in June.",
    ),
    (
        "de",
        "Wir haben aufgehört, den Zahlen zu glauben.",
        "Wir … den Zahlen zu glauben.",
    ),
    (
        "de",
        "Wenn der Regen kommt, öffnen wir das Wehr.",
        "der Regen kommt, öffnen wir das Wehr.",
    ),
    (
        "de",
        "Nur die Ministerin darf das Wehr öffnen lassen.",
        "die Ministerin darf das Wehr öffnen lassen.",
    ),
    (
        "de",
        "Es ist ein Märchen, dass das Wehr undicht ist.",
        "das Wehr undicht ist.",
    ),
    (
        "de",
        "Er hätte beinahe die Brücke zerstört in jener Nacht.",
        "Er hätte … die Brücke zerstört in jener Nacht.",
    ),
    (
        "de",
        "Es stimmt nicht, dass wir gelogen haben im Rat.",
        "wir gelogen haben im Rat.",
    ),
    (
        "fr",
        "Le maire a refusé de fermer la vieille usine.",
        "Le maire a … ferm[é] la vieille usine.",
    ),
    (
        "fr",
        "Il est faux que nous ayons menti au conseil.",
        "nous ayons menti au conseil.",
    ),
    (
        "fr",
        "Si la pluie cesse, nous ouvrirons le barrage.",
        "la pluie cesse, nous ouvrirons le barrage.",
    ),
    (
        "es",
        "Casi perdimos la escuela en la tormenta.",
        "… perdimos la escuela en la tormenta.",
    ),
    (
        "es",
        "Es falso que hayamos mentido al consejo del pueblo.",
        "hayamos mentido al consejo del pueblo.",
    ),
    (
        "it",
        "È falso che abbiamo mentito al consiglio comunale.",
        "abbiamo mentito al consiglio comunale.",
    ),
    (
        "it",
        "Se la pioggia smette, apriremo la diga vecchia.",
        "la pioggia smette, apriremo la diga vecchia.",
    ),
    (
        "pt",
        "É mentira que vendemos a escola da vila.",
        "vendemos a escola da vila.",
    ),
    (
        "pl",
        "To kłamstwo, że sprzedaliśmy starą szkołę.",
        "sprzedaliśmy starą szkołę.",
    ),
    (
        "cs",
        "Je to lež, že jsme prodali starou školu.",
        "jsme prodali starou školu.",
    ),
    (
        "ru",
        "Это ложь, что мы продали старую школу.",
        "мы продали старую школу.",
    ),
    (
        "ru",
        "Если дождь кончится, мы откроем плотину.",
        "дождь кончится, мы откроем плотину.",
    ),
    (
        "en",
        "The mill is old. We sold it. They want the pier and the quay.",
        "The mill … [and] the quay.",
    ),
)
"""Language, statement, and a quote that says something else."""

HONEST = (
    (
        "en",
        "We will, of course, open the school in the valley in May.",
        "We will … open the school in the valley in May.",
    ),
    (
        "en",
        "The ferry, which was built in Velm, sails at noon.",
        "The ferry … sails at noon.",
    ),
    (
        "en",
        "She said that the ferry sails at noon on Sundays.",
        "the ferry sails at noon on Sundays.",
    ),
    (
        "en",
        "Mr. Ost told Dr. Amadi that she was right about it.",
        "[He] told Dr. Amadi that she was right about it.",
    ),
    (
        "en",
        "I think they are right about the ferry and the pier.",
        "[The owners] are right about the ferry and the pier.",
    ),
    (
        "en",
        "The ferry sails at noon. It carries forty cars. It returns at six.",
        "The ferry sails at noon. … It returns at six.",
    ),
    (
        "en",
        "We have, since the flood of May, rebuilt the pier twice.",
        "We have … rebuilt the pier twice.",
    ),
    (
        "de",
        "Wir öffnen das Wehr, wie jedes Jahr, am 3. Mai.",
        "Wir öffnen das Wehr … am 3. Mai.",
    ),
    (
        "de",
        "Sie sagte, dass das Wehr am Montag öffnet.",
        "das Wehr am Montag öffnet.",
    ),
    (
        "de",
        "Der Kahn, der 1998 gebaut wurde, fährt heute nach Velm.",
        "Der Kahn … fährt heute nach Velm.",
    ),
    (
        "fr",
        "Nous ouvrirons, comme chaque année, le barrage en mai.",
        "Nous ouvrirons … le barrage en mai.",
    ),
    (
        "es",
        "Abriremos, como cada año, la presa en mayo.",
        "Abriremos … la presa en mayo.",
    ),
    (
        "it",
        "Apriremo, come ogni anno, la diga a maggio.",
        "Apriremo … la diga a maggio.",
    ),
    (
        "pt",
        "Abriremos, como todos os anos, a represa em maio.",
        "Abriremos … a represa em maio.",
    ),
    (
        "pl",
        "Otworzymy, jak co roku, tamę w maju.",
        "Otworzymy … tamę w maju.",
    ),
    (
        "cs",
        "Otevřeme, jako každý rok, hráz v květnu.",
        "Otevřeme … hráz v květnu.",
    ),
    (
        "ru",
        "Мы откроем, как каждый год, плотину в мае.",
        "Мы откроем … плотину в мае.",
    ),
    (
        "ru",
        "Она сказала, что плотина открыта в мае.",
        "плотина открыта в мае.",
    ),
    (
        "fr",
        "Elle a dit que le barrage ouvre en mai.",
        "le barrage ouvre en mai.",
    ),
    (
        "es",
        "Dijo que la presa abre en mayo y junio.",
        "la presa abre en mayo y junio.",
    ),
)
"""Language, statement, and a quote that leaves out or explains some of it."""
