"""Sentences in many languages, and the legacy encodings in which each was written; the news in them is invented."""

from __future__ import annotations

WESTERN = ("cp1252",)
CENTRAL = ("cp1250", "iso8859-2")
BALTIC = ("cp1257",)
CYRILLIC = ("cp1251", "koi8-r", "iso8859-5", "cp866")

SENTENCES: dict[str, tuple[tuple[str, ...], str]] = {
    "de": (
        WESTERN,
        "Die Bürgermeisterin erklärte am Dienstag, die Brücke müsse für zwei Jahre geschlossen werden. „Wir können "
        "das nicht länger hinnehmen“, sagte sie. Die Gewerkschaft kündigte daraufhin größere Proteste an.",
    ),
    "fr": (
        WESTERN,
        "Le maire a déclaré mardi que le dépôt fermerait après l’été, malgré l’opposition des salariés. « Nous "
        "n’avons pas été consultés », a regretté la présidente du syndicat, qui réclame un délai supplémentaire.",
    ),
    "es": (
        WESTERN,
        "El alcalde anunció el martes que el depósito cerrará antes de fin de año. «Es una decisión difícil», señaló "
        "la portavoz, que pidió más información sobre los despidos y exigió una reunión con la compañía.",
    ),
    "pt": (
        WESTERN,
        "O presidente da câmara não quis comentar a decisão, mas garantiu que os trabalhadores serão ouvidos na "
        "próxima reunião. “Não há razão para preocupação”, afirmou, e prometeu uma solução até ao verão.",
    ),
    "it": (
        WESTERN,
        "Il sindaco ha detto che la città non può più aspettare: «Perché è così difficile trovare una soluzione?». "
        "La società ha già annunciato che chiuderà il deposito, ma i lavoratori non lo sapevano.",
    ),
    "nl": (
        WESTERN,
        "De burgemeester noemde het besluit dinsdag ‘onvermijdelijk’ en vroeg de reünie van oud-werknemers om "
        "geduld. Volgens de vakbond is er geen enkele reden voor; beide partijen zijn financiële steun beloofd.",
    ),
    "sv": (
        WESTERN,
        "Kommunalrådet sade på tisdagen att depån måste läggas ner före sommaren. ”Vi har inte råd att vänta längre”, "
        "förklarade hon. Facket är kritiskt och säger att ingen har frågat de anställda om deras åsikt.",
    ),
    "da": (
        WESTERN,
        "Borgmesteren sagde tirsdag, at broen skal lukkes i to år. »Vi har ikke råd til at vente længere,« forklarede "
        "hun. Fagforeningen er utilfreds og mener, at beslutningen er både forhastet og skæv; gæsterne gør oprør.",
    ),
    "no": (
        WESTERN,
        "Ordføreren sa tirsdag at brua må stenges i to år. «Vi kan ikke vente lenger, og pengene er på plass», "
        "forklarte hun. Fagforeningen er misfornøyd og mener at ingen har spurt de ansatte om råd først.",
    ),
    "fi": (
        WESTERN,
        "Kaupunginjohtaja sanoi tiistaina, että silta suljetaan kahdeksi vuodeksi. ”Meillä ei ole enää varaa odottaa”, "
        "hän selitti. Ammattiliitto on päätökseen tyytymätön eikä hyväksy työntekijöiden kohtelua näin.",
    ),
    "is": (
        WESTERN,
        "Borgarstjórinn sagði á þriðjudag að brúnni yrði lokað í tvö ár. „Við höfum ekki efni á að bíða lengur,“ sagði "
        "hún. Verkalýðsfélagið er óánægt með ákvörðunina og segir að enginn hafi spurt starfsfólkið álits.",
    ),
    "en": (
        WESTERN,
        "The mayor’s office said on Tuesday that the depot would close. “We can’t wait any longer,” she said – and "
        "the café owners agreed. The union’s chair called it “a cliché” and asked for £3m more.",
    ),
    "pl": (
        CENTRAL,
        "Burmistrz powiedział we wtorek, że most będzie zamknięty przez dwa lata. „Nie możemy dłużej czekać” – "
        "wyjaśniła rzeczniczka. Związek zawodowy zapowiedział, że się na to nie zgodzi i złoży skargę do sądu.",
    ),
    "cs": (
        CENTRAL,
        "Starosta v úterý řekl, že most bude na dva roky uzavřen. „Nemůžeme už déle čekat,“ vysvětlila mluvčí. "
        "Odbory s rozhodnutím nesouhlasí a tvrdí, že se zaměstnanců nikdo na nic neptal; příští týden protestují.",
    ),
    "sk": (
        CENTRAL,
        "Starosta v utorok povedal, že most bude na dva roky uzavretý. „Nemôžeme už dlhšie čakať,“ vysvetlila "
        "hovorkyňa. Odbory s rozhodnutím nesúhlasia a tvrdia, že sa zamestnancov nikto na nič nepýtal.",
    ),
    "hu": (
        CENTRAL,
        "A polgármester kedden azt mondta, hogy a hidat két évre lezárják. „Nem várhatunk tovább, a döntés "
        "megszületett” – közölte a szóvivő. A szakszervezet szerint senki sem kérdezte meg előtte a dolgozókat.",
    ),
    "ro": (
        ("cp1250",),
        "Primarul a declarat marţi că podul va fi închis timp de doi ani. „Nu mai putem "
        "aştepta, decizia a fost luată”, a spus ea. Sindicatul susţine că nimeni nu i-a întrebat pe angajaţi.",
    ),
    "hr": (
        CENTRAL,
        "Gradonačelnik je u utorak rekao da će most biti zatvoren dvije godine. „Više ne možemo čekati”, objasnila "
        "je glasnogovornica. Sindikat tvrdi da radnike nitko ništa nije pitao i najavljuje žalbu.",
    ),
    "sl": (
        CENTRAL,
        "Župan je v torek dejal, da bo most zaprt dve leti. „Ne moremo več čakati,“ je pojasnila tiskovna "
        "predstavnica. Sindikat se z odločitvijo ne strinja in pravi, da delavcev ni nihče nič vprašal.",
    ),
    "lt": (
        BALTIC,
        "Meras antradienį pranešė, kad tiltas bus uždarytas dvejiems metams. „Negalime ilgiau laukti“, – paaiškino ji. "
        "Profesinė sąjunga teigia, kad darbuotojų niekas nieko neklausė, ir žada skųsti sprendimą teismui.",
    ),
    "lv": (
        BALTIC,
        "Mērs otrdien paziņoja, ka tilts tiks slēgts uz diviem gadiem. „Mēs vairs nevaram gaidīt,” viņa paskaidroja. "
        "Arodbiedrība apgalvo, ka darbiniekiem neviens neko nav jautājis, un grasās lēmumu pārsūdzēt.",
    ),
    "et": (
        (*BALTIC, "cp1252"),
        "Linnapea ütles teisipäeval, et sild suletakse kaheks aastaks. „Me ei saa enam kauem oodata,” selgitas ta. "
        "Ametiühing väidab, et töötajate käest ei küsinud keegi midagi, ja lubab otsuse vaidlustada kõrgemas kohtus.",
    ),
    "ru": (
        CYRILLIC,
        "Мэр города заявил во вторник, что мост будет закрыт на два года. «Мы больше не можем ждать», пояснила "
        "представитель мэрии. В профсоюзе утверждают, что работников никто ни о чём не спрашивал.",
    ),
    "uk": (
        ("cp1251", "koi8-u"),
        "Мер міста заявив у вівторок, що міст буде закрито на два роки. Ми більше не можемо чекати, пояснила його "
        "речниця. У профспілці кажуть, що працівників ніхто ні про що не питав, і обіцяють оскаржити рішення.",
    ),
    "bg": (
        ("cp1251", "iso8859-5"),
        "Кметът заяви във вторник, че мостът ще бъде затворен за две години. Повече не можем да чакаме, обясни "
        "говорителката на общината. От синдиката твърдят, че никой не е питал работниците за нищо.",
    ),
    "sr": (
        ("cp1251",),
        "Градоначелник је у уторак рекао да ће мост бити затворен две године. Више не можемо да чекамо, објаснила је "
        "портпаролка. Синдикат тврди да раднике нико ништа није питао и најављује жалбу.",
    ),
    "el": (
        ("cp1253", "iso8859-7"),
        "Ο δήμαρχος δήλωσε την Τρίτη ότι η γέφυρα θα κλείσει για δύο χρόνια. Δεν μπορούμε να περιμένουμε άλλο, εξήγησε "
        "η εκπρόσωπος. Το σωματείο υποστηρίζει ότι κανείς δεν ρώτησε τους εργαζόμενους και ζητεί την ακύρωση.",
    ),
    "tr": (
        ("cp1254", "iso8859-9"),
        "Belediye başkanı salı günü köprünün iki yıl süreyle kapatılacağını açıkladı. Artık daha fazla bekleyemeyiz, "
        "dedi sözcüsü. Sendika ise çalışanlara hiçbir şey sorulmadığını söylüyor ve karara itiraz edecek.",
    ),
    "he": (
        ("cp1255", "iso8859-8"),
        "ראש העיר אמר ביום שלישי כי הגשר ייסגר למשך שנתיים. איננו יכולים לחכות עוד, הסבירה הדוברת. ועד העובדים טוען "
        "שאיש לא שאל את העובדים דבר, ומתכוון לערער על ההחלטה בבית המשפט.",
    ),
    "ar": (
        ("cp1256", "iso8859-6"),
        "قال رئيس البلدية يوم الثلاثاء إن الجسر سيغلق لمدة عامين. وأوضحت المتحدثة أنه لا يمكن الانتظار أكثر من ذلك. "
        "وتقول النقابة إن أحدا لم يسأل العمال عن رأيهم، وإنها ستطعن في القرار أمام المحكمة.",
    ),
    "th": (
        ("cp874",),
        "นายกเทศมนตรีกล่าวเมื่อวันอังคารว่าสะพานจะปิดเป็นเวลาสองปี โฆษกอธิบายว่าไม่สามารถรอได้อีกต่อไป ส่วนสหภาพแรงงานระบุว่า"
        "ไม่มีใครถามความเห็นของพนักงานเลย และจะยื่นอุทธรณ์ต่อศาล",
    ),
    "zh-Hans": (
        ("gb18030",),
        "市长周二表示，这座桥将关闭两年。女发言人解释说：“我们不能再等了。”工会则称，没有人征求过员工的意见，"
        "他们准备对这一决定提出上诉。预计法院将在夏天之前作出裁决，市政府没有回答记者的问题。",
    ),
    "zh-Hant": (
        ("big5",),
        "市長週二表示，這座橋將關閉兩年。女發言人解釋說：「我們不能再等了。」工會則稱，沒有人徵求過員工的意見，"
        "他們準備對這一決定提出上訴。預計法院將在夏天之前作出裁決，市政府沒有回答記者的問題。",
    ),
    "ja": (
        ("shift_jis", "euc_jp", "iso2022_jp"),
        "市長は火曜日、橋を二年間閉鎖すると述べた。報道官は「これ以上は待てない」と説明した。労働組合は、"
        "職員の意見を誰も聞いていないと主張し、決定に異議を申し立てる考えだ。裁判所の判断は夏までに出る見通し。",
    ),
    "ko": (
        ("euc_kr",),
        "시장은 화요일 다리를 2년 동안 폐쇄한다고 밝혔다. 대변인은 “더 이상 기다릴 수 없다”고 설명했다. 노동조합은 "
        "아무도 직원들의 의견을 묻지 않았다며 이번 결정에 이의를 제기하겠다고 말했다.",
    ),
    "vi": (
        ("cp1258",),
        "Thi trương tuyên bô vê viêc đong cưa cây câu, ngươi dân không đươc hoi y kiên trươc khi quyêt đinh.",
    ),
}
"""By language: its legacy encodings, and a text of about 200 letters that all of them can write."""

SHORT = 120
"""Bytes of a short text; where the last character is cut, it stays so."""


def samples() -> list[tuple[str, str, bytes, str]]:
    """Language, codec, bytes and text: each short, cut at ``SHORT`` bytes, and long."""
    found = []
    for language, (codecs, text) in SENTENCES.items():
        for codec in codecs:
            data = text.encode(codec, "replace")
            found += [(language, codec, data[:SHORT], text), (language, codec, data, text)]
    return found
