"""The vocabulary that generated records are written with: names in two scripts, places, subjects, phrases."""

# First names with their Cyrillic form; surnames are put together from stems and endings.
CYRILLIC_FIRST = """Алексей Александр Андрей Анатолий Анна Арсений Борис Вадим Валентина Василий Вера Виктор Виталий
Владимир Владислав Галина Георгий Григорий Дарья Денис Дмитрий Евгений Екатерина Елена Зинаида Иван Игорь Илья Ирина
Кирилл Константин Ксения Лариса Леонид Людмила Максим Марина Мария Михаил Надежда Наталья Никита Николай Оксана Олег
Ольга Павел Пётр Роман Руслан Светлана Семён Сергей Степан Тамара Татьяна Тимофей Фёдор Эдуард Юлия Юрий Яков
Ярослав""".split()
CYRILLIC_STEM = """Абрам Авде Агаф Аким Анис Анто Арбат Архип Астах Бажан Балаш Баран Бел Берез Бог Бонд Борис Булат
Быстр Вавил Вас Весел Виногр Влас Волк Воробь Гавр Гайдар Глад Год Голуб Горб Гриш Гусь Данил Демид Дени Дорош Дуб
Евсе Ежов Ерм Ефим Жар Жук Завар Зай Зимин Зор Иванч Игнат Ильин Исак Кабан Казак Калаш Карп Кирь Климент Ковал Козл
Колесн Корол Костр Кравч Крыл Кузн Кулеш Лавр Лебед Левч Логин Лук Макар Маркел Марты Медвед Мельн Мирон Мороз Назар
Некрас Нестер Ник Обол Овсян Орл Осип Пан Пархом Петр Плотн Полян Потап Прох Рад Родион Руд Рыб Сав Самсон Семен Серг
Смирн Собол Сокол Стеф Сух Тарас Тер Тихон Троф Туман Уваров Фад Федос Филат Фом Хариг Хлеб Цвет Чайк Черн Чиж Шаб
Шев Шуль Щерб Юд Яковл Яс""".split()
CYRILLIC_END = [
    ("ов", 30),
    ("ев", 14),
    ("ин", 16),
    ("ский", 10),
    ("енко", 10),
    ("ук", 5),
    ("ян", 5),
    ("идзе", 3),
    ("ич", 4),
]

LATIN_FIRST = """Aisha Alan Alexandra Alice Amir Ana Andrew Angela Anders Antoine Astrid Barbara Benjamin Bernard Brigitte
Carlos Caroline Catherine Charles Chen Christian Claire Claudia Daniel David Deborah Diego Edward Elena Elisabeth Emma
Enrique Erik Fatima Felix Fiona Francesca François Frank Gabriel George Giovanni Grace Hannah Hans Hassan Heather
Helen Henrik Hiroshi Hugo Ingrid Isabelle Jack James Jana Jean Jennifer Joachim Johan John Jonas José Joseph Julia
Karen Katarzyna Kenji Klaus Laura Leila Lena Li Linda Louis Lucia Luigi Magnus Malik Marc Margaret Maria Marie Mark
Martin Matthew Mei Michael Michel Miguel Monica Nadia Natalie Nicholas Olivia Oscar Patricia Paul Pedro Peter Philip
Pierre Rachel Rafael Rebecca Richard Robert Rosa Ruth Samuel Sandra Sarah Sofia Stefan Susan Thomas Ulrich Victoria
Walter William Yasmin Yuki Zofia""".split()
LATIN_START = """Ab Ad Al An Ar Bar Bell Ben Ber Black Bran Bren Bur Cal Cam Car Cas Chal Clay Cole Con Craw Dal Dan Dav
Del Don Dor Eden El Er Fair Fal Fen Fer Fitz Fol Fran Gar Gil Glad God Gran Gross Had Hal Ham Har Hart Hein Hol Hoff
Hud Hunt Jans Jen Kauf Kel Ken Kirk Klein Kow Lam Lang Lar Lau Leh Lin Lock Mac Mal Man Mar Mat May Mel Mer Mil Mont
Mor Neu New Nor Ols Os Park Pat Per Pet Pin Pres Ram Red Rich Ros Row Ruth Sal San Schmid Schul Sel Shel Stan Stein
Strat Sul Syl Tal Tan Thorn Tor Val Van Vel Wal War Wat Web Wes Whit Wil Wind Win Wood York Zim""".split()
LATIN_END = """ad ald an ard berg bert born bourne bridge burn by card cott dale den der dez don dorf dox ell en er er erson
ett ey feld field ford gard genstern ham hard holm house i ieri ing ington kamp kins ko la land lander ley lin ling lock
low ly man mann mar mer mer mond more ner nes ney nik ning nolds o olds oni or ova quist ran rell rich ridge rin ris
roy sen ser sham shaw sky smith son stad stein stone strom sworth ter thal ton tner van ville ward way well wick win
wood worth yer zalez zini""".split()

# City, its country, and how heavy diplomacy is there.
CITIES = [
    ("Geneva", "Switzerland", 60),
    ("Vienna", "Austria", 55),
    ("Moscow", "Russia", 50),
    ("Washington", "United States", 48),
    ("Brussels", "Belgium", 45),
    ("New York", "United States", 40),
    ("London", "United Kingdom", 34),
    ("Paris", "France", 32),
    ("Berlin", "Germany", 30),
    ("Helsinki", "Finland", 22),
    ("Beijing", "China", 22),
    ("Tokyo", "Japan", 18),
    ("Munich", "Germany", 16),
    ("Saint Petersburg", "Russia", 16),
    ("Reykjavik", "Iceland", 12),
    ("Prague", "Czechia", 12),
    ("Budapest", "Hungary", 11),
    ("Istanbul", "Turkey", 11),
    ("Ankara", "Turkey", 9),
    ("Astana", "Kazakhstan", 10),
    ("Almaty", "Kazakhstan", 6),
    ("Minsk", "Belarus", 9),
    ("Kyiv", "Ukraine", 12),
    ("Warsaw", "Poland", 12),
    ("Rome", "Italy", 14),
    ("Madrid", "Spain", 9),
    ("Lisbon", "Portugal", 7),
    ("Oslo", "Norway", 9),
    ("Stockholm", "Sweden", 11),
    ("Copenhagen", "Denmark", 7),
    ("The Hague", "Netherlands", 13),
    ("Luxembourg", "Luxembourg", 6),
    ("Dublin", "Ireland", 4),
    ("Athens", "Greece", 6),
    ("Sofia", "Bulgaria", 5),
    ("Bucharest", "Romania", 6),
    ("Belgrade", "Serbia", 6),
    ("Zagreb", "Croatia", 3),
    ("Ljubljana", "Slovenia", 4),
    ("Bratislava", "Slovakia", 5),
    ("Vilnius", "Lithuania", 4),
    ("Riga", "Latvia", 4),
    ("Tallinn", "Estonia", 5),
    ("Tbilisi", "Georgia", 5),
    ("Yerevan", "Armenia", 4),
    ("Baku", "Azerbaijan", 5),
    ("Tashkent", "Uzbekistan", 4),
    ("Bishkek", "Kyrgyzstan", 3),
    ("Dushanbe", "Tajikistan", 3),
    ("Ulaanbaatar", "Mongolia", 2),
    ("Delhi", "India", 12),
    ("Islamabad", "Pakistan", 4),
    ("Tehran", "Iran", 8),
    ("Baghdad", "Iraq", 3),
    ("Riyadh", "Saudi Arabia", 6),
    ("Doha", "Qatar", 7),
    ("Abu Dhabi", "United Arab Emirates", 6),
    ("Cairo", "Egypt", 7),
    ("Jerusalem", "Israel", 6),
    ("Amman", "Jordan", 4),
    ("Seoul", "South Korea", 9),
    ("Singapore", "Singapore", 8),
    ("Jakarta", "Indonesia", 4),
    ("Hanoi", "Vietnam", 4),
    ("Canberra", "Australia", 4),
    ("Ottawa", "Canada", 6),
    ("Mexico City", "Mexico", 4),
    ("Brasilia", "Brazil", 4),
    ("Buenos Aires", "Argentina", 4),
    ("Santiago", "Chile", 2),
    ("Havana", "Cuba", 2),
    ("Pretoria", "South Africa", 4),
    ("Nairobi", "Kenya", 3),
    ("Addis Ababa", "Ethiopia", 4),
    ("Malta", "Malta", 2),
    ("Sochi", "Russia", 8),
    ("Vladivostok", "Russia", 4),
    ("Glassboro", "United States", 1),
    ("Camp David", "United States", 3),
    ("Montreux", "Switzerland", 3),
    ("Lausanne", "Switzerland", 4),
    ("Bonn", "Germany", 5),
    ("Lyon", "France", 2),
]
VENUES = [
    "Palace of Nations",
    "Conference Centre",
    "State Guest House",
    "Chancellery",
    "Grand Hotel",
    "University Hall",
    "Old Town Hall",
]

ROOT_TOPICS = """arms control;cyber security;regional conflicts;energy;trade and sanctions;climate policy;human rights;
international law;alliances;non-proliferation;space;the Arctic;migration;terrorism;economic cooperation;peacekeeping;
intelligence;public health;information policy;diplomatic relations""".replace("\n", "").split(";")
ASPECTS = """verification;implementation;history;financing;legal basis;regional dimension;public opinion;negotiation;
confidence building;technology;deterrence;monitoring;dispute settlement;institutions;transparency;modernisation;
crisis management;compliance;civil society;exchange of data;export rules;training;risk reduction;
humanitarian aspects;parliamentary oversight;research;standards;joint centres;inspections;early warning""".replace(
    "\n", ""
).split(";")

POSTS = """Director;Deputy Director;Senior Fellow;Research Fellow;Professor;Associate Professor;Head of Department;Minister;
Deputy Minister;Ambassador;Counsellor;Special Envoy;Chair;Member of the Board;Editor-in-Chief;Editor;Correspondent;
President;Vice President;Secretary General;Adviser;Chief of Staff;Analyst;Programme Director;Spokesperson;
Academic Director;Chief Negotiator;Attaché;Rapporteur;Dean""".replace("\n", "").split(";")
UNITS = """Department of Arms Control;Centre for Security Studies;European Programme;Department of International Relations;
Office of the Legal Adviser;Institute of Strategic Analysis;Eurasia Programme;Faculty of World Politics;Economic Section;
Task Force on Cyber Policy;Asia Programme;Division of Verification;Laboratory of Forecasting""".replace("\n", "").split(
    ";"
)
BODIES = """Institute of International Affairs;Council on Foreign Policy;Ministry of Foreign Affairs;Academy of Sciences;
State University;School of Diplomacy;Centre for Dialogue;Foundation for Peace;Ministry of Defence;Review of World Affairs;
Security Forum;Chamber of Commerce;Parliament;Strategic Studies Association;Daily Courier""".replace("\n", "").split(
    ";"
)

VERBS = """noted stressed recalled argued warned suggested proposed doubted observed concluded asked replied insisted
explained predicted welcomed criticised admitted""".split()
SUBJECTS = """the dialogue;the treaty;the agreement;the summit;the new administration;public opinion;the negotiating mandate;
the inspection regime;mutual trust;the balance of forces;the sanctions regime;the joint statement;the working group;
the alliance;the border regime;the energy market;the exchange of ambassadors;the early warning centre;the hotline;
the humanitarian corridor;the moratorium;the arms race;the information sphere;the security architecture""".replace(
    "\n", ""
).split(";")
PREDICATES = """will remain limited;depends on verification;needs a stable channel;has lost its basis;can be restored step by step;
is overshadowed by mistrust;should be separated from other disputes;requires consultations of experts;was prepared in haste;
serves both sides;cannot replace deterrence;will be tested within a year;has become a bargaining chip;
rests on personal contacts;is blocked by domestic politics;opens a window for diplomacy;must include third parties;
will not survive another crisis;reflects a change of generations;is a matter of parliamentary approval""".replace(
    "\n", ""
).split(";")
CLAUSES = """because neither government trusts the other's data;although the mandate is narrow;
as long as the consultations continue;after the failure of the previous round;despite the objections of the allies;
even if the press expects more;in view of the coming elections;while the military channels stay open;
provided that inspections resume;since the economic costs are rising;before the end of the decade;
under the pressure of public opinion""".replace("\n", "").split(";")
# Rarer words, so that a search can hit few rows as well as many.
RARE = """telemetry interoperability fissile plutonium hypersonic ratification demarche communique rapprochement tripwire
enrichment cyberattack ransomware attribution sovereignty recognition annexation ceasefire demilitarisation corridor
pipeline tariff embargo grain fisheries icebreaker permafrost methane satellite debris lunar vaccine quarantine visa
consulate extradition prisoner amnesty referendum federation autonomy minority language archive heritage museum""".split()
QUOTES = """We are at the beginning of a long road;There is no alternative to talking;This is a question of trust;
Nobody expected a miracle;The old rules no longer apply;A bad peace is better than a good quarrel;
We agreed to disagree;The ball is in the other court""".replace("\n", "").split(";")
OUTCOMES = """Return of ambassadors;Start of expert consultations;Joint statement on strategic stability;Exchange of prisoners;
Extension of the treaty;Memorandum of understanding;Protocol on inspections;Agreement on a hotline;Road map for talks;
Declaration of intent""".replace("\n", "").split(";")
