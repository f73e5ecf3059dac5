// Written by scripts/generate-zone-table.py from tzdata 2026f.

extension ZoneTable {
  /// The release of the IANA database.
  package static let version = """
    2026f
    """

  /// Name and number of its rules, sorted by name.
  static let nameText = """
    Africa/Abidjan=0 Africa/Accra=0 Africa/Addis_Ababa=1 Africa/Algiers=2 Africa/Asmara=1
    Africa/Asmera=1 Africa/Bamako=0 Africa/Bangui=2 Africa/Banjul=0 Africa/Bissau=0
    Africa/Blantyre=3 Africa/Brazzaville=2 Africa/Bujumbura=3 Africa/Cairo=4 Africa/Casablanca=5
    Africa/Ceuta=6 Africa/Conakry=0 Africa/Dakar=0 Africa/Dar_es_Salaam=1 Africa/Djibouti=1
    Africa/Douala=2 Africa/El_Aaiun=5 Africa/Freetown=0 Africa/Gaborone=3 Africa/Harare=3
    Africa/Johannesburg=3 Africa/Juba=7 Africa/Kampala=1 Africa/Khartoum=8 Africa/Kigali=3
    Africa/Kinshasa=2 Africa/Lagos=2 Africa/Libreville=2 Africa/Lome=0 Africa/Luanda=2
    Africa/Lubumbashi=3 Africa/Lusaka=3 Africa/Malabo=2 Africa/Maputo=3 Africa/Maseru=3
    Africa/Mbabane=3 Africa/Mogadishu=1 Africa/Monrovia=0 Africa/Nairobi=1 Africa/Ndjamena=2
    Africa/Niamey=2 Africa/Nouakchott=0 Africa/Ouagadougou=0 Africa/Porto-Novo=2 Africa/Sao_Tome=9
    Africa/Timbuktu=0 Africa/Tripoli=10 Africa/Tunis=11 Africa/Windhoek=12 America/Adak=13
    America/Anchorage=14 America/Anguilla=15 America/Antigua=15 America/Araguaina=16
    America/Argentina/Buenos_Aires=17 America/Argentina/Catamarca=18
    America/Argentina/ComodRivadavia=18 America/Argentina/Cordoba=17 America/Argentina/Jujuy=19
    America/Argentina/La_Rioja=18 America/Argentina/Mendoza=20 America/Argentina/Rio_Gallegos=18
    America/Argentina/Salta=19 America/Argentina/San_Juan=21 America/Argentina/San_Luis=22
    America/Argentina/Tucuman=23 America/Argentina/Ushuaia=24 America/Aruba=15 America/Asuncion=25
    America/Atikokan=26 America/Atka=13 America/Bahia=27 America/Bahia_Banderas=28
    America/Barbados=15 America/Belem=29 America/Belize=30 America/Blanc-Sablon=15
    America/Boa_Vista=31 America/Bogota=26 America/Boise=32 America/Buenos_Aires=17
    America/Cambridge_Bay=33 America/Campo_Grande=34 America/Cancun=35 America/Caracas=36
    America/Catamarca=18 America/Cayenne=29 America/Cayman=26 America/Chicago=37
    America/Chihuahua=38 America/Ciudad_Juarez=39 America/Coral_Harbour=26 America/Cordoba=17
    America/Costa_Rica=30 America/Coyhaique=40 America/Creston=41 America/Cuiaba=42
    America/Curacao=15 America/Danmarkshavn=0 America/Dawson=43 America/Dawson_Creek=41
    America/Denver=32 America/Detroit=44 America/Dominica=15 America/Edmonton=45
    America/Eirunepe=46 America/El_Salvador=30 America/Ensenada=47 America/Fort_Nelson=48
    America/Fort_Wayne=49 America/Fortaleza=50 America/Glace_Bay=51 America/Godthab=52
    America/Goose_Bay=53 America/Grand_Turk=54 America/Grenada=15 America/Guadeloupe=15
    America/Guatemala=55 America/Guayaquil=26 America/Guyana=15 America/Halifax=51
    America/Havana=56 America/Hermosillo=41 America/Indiana/Indianapolis=49
    America/Indiana/Knox=57 America/Indiana/Marengo=49 America/Indiana/Petersburg=58
    America/Indiana/Tell_City=57 America/Indiana/Vevay=49 America/Indiana/Vincennes=58
    America/Indiana/Winamac=59 America/Indianapolis=49 America/Inuvik=45 America/Iqaluit=60
    America/Jamaica=26 America/Jujuy=19 America/Juneau=14 America/Kentucky/Louisville=44
    America/Kentucky/Monticello=60 America/Knox_IN=57 America/Kralendijk=15 America/La_Paz=15
    America/Lima=26 America/Los_Angeles=61 America/Louisville=44 America/Lower_Princes=15
    America/Maceio=50 America/Managua=62 America/Manaus=15 America/Marigot=15
    America/Martinique=15 America/Matamoros=63 America/Mazatlan=64 America/Mendoza=20
    America/Menominee=37 America/Merida=65 America/Metlakatla=66 America/Mexico_City=65
    America/Miquelon=67 America/Moncton=68 America/Monterrey=65 America/Montevideo=69
    America/Montreal=44 America/Montserrat=15 America/Nassau=44 America/New_York=44
    America/Nipigon=44 America/Nome=14 America/Noronha=70 America/North_Dakota/Beulah=71
    America/North_Dakota/Center=37 America/North_Dakota/New_Salem=72 America/Nuuk=52
    America/Ojinaga=73 America/Panama=26 America/Pangnirtung=60 America/Paramaribo=29
    America/Phoenix=41 America/Port-au-Prince=74 America/Port_of_Spain=15 America/Porto_Acre=46
    America/Porto_Velho=15 America/Puerto_Rico=15 America/Punta_Arenas=75 America/Rainy_River=76
    America/Rankin_Inlet=77 America/Recife=78 America/Regina=30 America/Resolute=79
    America/Rio_Branco=46 America/Rosario=17 America/Santa_Isabel=47 America/Santarem=80
    America/Santiago=81 America/Santo_Domingo=82 America/Sao_Paulo=83 America/Scoresbysund=84
    America/Shiprock=32 America/Sitka=14 America/St_Barthelemy=15 America/St_Johns=85
    America/St_Kitts=15 America/St_Lucia=15 America/St_Thomas=15 America/St_Vincent=15
    America/Swift_Current=30 America/Tegucigalpa=86 America/Thule=51 America/Thunder_Bay=44
    America/Tijuana=47 America/Toronto=44 America/Tortola=15 America/Vancouver=87
    America/Virgin=15 America/Whitehorse=43 America/Winnipeg=76 America/Yakutat=14
    America/Yellowknife=45 Antarctica/Casey=88 Antarctica/Davis=89 Antarctica/DumontDUrville=90
    Antarctica/Macquarie=91 Antarctica/Mawson=92 Antarctica/McMurdo=93 Antarctica/Palmer=75
    Antarctica/Rothera=29 Antarctica/South_Pole=93 Antarctica/Syowa=1 Antarctica/Troll=94
    Antarctica/Vostok=95 Arctic/Longyearbyen=6 Asia/Aden=1 Asia/Almaty=96 Asia/Amman=97
    Asia/Anadyr=98 Asia/Aqtau=99 Asia/Aqtobe=100 Asia/Ashgabat=101 Asia/Ashkhabad=101
    Asia/Atyrau=99 Asia/Baghdad=102 Asia/Bahrain=1 Asia/Baku=103 Asia/Bangkok=104 Asia/Barnaul=105
    Asia/Beirut=106 Asia/Bishkek=107 Asia/Brunei=108 Asia/Calcutta=109 Asia/Chita=110
    Asia/Choibalsan=111 Asia/Chongqing=108 Asia/Chungking=108 Asia/Colombo=112 Asia/Dacca=113
    Asia/Damascus=114 Asia/Dhaka=113 Asia/Dili=115 Asia/Dubai=116 Asia/Dushanbe=101
    Asia/Famagusta=117 Asia/Gaza=118 Asia/Harbin=108 Asia/Hebron=119 Asia/Ho_Chi_Minh=104
    Asia/Hong_Kong=108 Asia/Hovd=120 Asia/Irkutsk=121 Asia/Istanbul=122 Asia/Jakarta=104
    Asia/Jayapura=123 Asia/Jerusalem=124 Asia/Kabul=125 Asia/Kamchatka=98 Asia/Karachi=126
    Asia/Kashgar=127 Asia/Kathmandu=128 Asia/Katmandu=128 Asia/Khandyga=129 Asia/Kolkata=109
    Asia/Krasnoyarsk=130 Asia/Kuala_Lumpur=108 Asia/Kuching=108 Asia/Kuwait=1 Asia/Macao=108
    Asia/Macau=108 Asia/Magadan=131 Asia/Makassar=108 Asia/Manila=108 Asia/Muscat=116
    Asia/Nicosia=132 Asia/Novokuznetsk=133 Asia/Novosibirsk=134 Asia/Omsk=135 Asia/Oral=99
    Asia/Phnom_Penh=104 Asia/Pontianak=104 Asia/Pyongyang=136 Asia/Qatar=1 Asia/Qostanay=137
    Asia/Qyzylorda=138 Asia/Rangoon=139 Asia/Riyadh=1 Asia/Saigon=104 Asia/Sakhalin=140
    Asia/Samarkand=101 Asia/Seoul=123 Asia/Shanghai=108 Asia/Singapore=108 Asia/Srednekolymsk=141
    Asia/Taipei=108 Asia/Tashkent=101 Asia/Tbilisi=142 Asia/Tehran=143 Asia/Tel_Aviv=124
    Asia/Thimbu=127 Asia/Thimphu=127 Asia/Tokyo=123 Asia/Tomsk=144 Asia/Ujung_Pandang=108
    Asia/Ulaanbaatar=111 Asia/Ulan_Bator=111 Asia/Urumqi=127 Asia/Ust-Nera=145 Asia/Vientiane=104
    Asia/Vladivostok=146 Asia/Yakutsk=147 Asia/Yangon=139 Asia/Yekaterinburg=148 Asia/Yerevan=149
    Atlantic/Azores=150 Atlantic/Bermuda=51 Atlantic/Canary=151 Atlantic/Cape_Verde=152
    Atlantic/Faeroe=151 Atlantic/Faroe=151 Atlantic/Jan_Mayen=6 Atlantic/Madeira=151
    Atlantic/Reykjavik=0 Atlantic/South_Georgia=153 Atlantic/St_Helena=0 Atlantic/Stanley=154
    Australia/ACT=155 Australia/Adelaide=156 Australia/Brisbane=90 Australia/Broken_Hill=156
    Australia/Canberra=155 Australia/Currie=157 Australia/Darwin=158 Australia/Eucla=159
    Australia/Hobart=157 Australia/LHI=160 Australia/Lindeman=90 Australia/Lord_Howe=160
    Australia/Melbourne=155 Australia/NSW=155 Australia/North=158 Australia/Perth=161
    Australia/Queensland=90 Australia/South=156 Australia/Sydney=155 Australia/Tasmania=157
    Australia/Victoria=155 Australia/West=161 Australia/Yancowinna=156 Brazil/Acre=46
    Brazil/DeNoronha=70 Brazil/East=83 Brazil/West=15 CET=6 CST6CDT=37 Canada/Atlantic=51
    Canada/Central=76 Canada/Eastern=44 Canada/Mountain=45 Canada/Newfoundland=85
    Canada/Pacific=87 Canada/Saskatchewan=30 Canada/Yukon=43 Chile/Continental=81
    Chile/EasterIsland=162 Cuba=56 EET=132 EST=26 EST5EDT=44 Egypt=4 Eire=163 Etc/GMT=0
    Etc/GMT+0=0 Etc/GMT+1=152 Etc/GMT+10=164 Etc/GMT+11=165 Etc/GMT+12=166 Etc/GMT+2=153
    Etc/GMT+3=29 Etc/GMT+4=15 Etc/GMT+5=26 Etc/GMT+6=30 Etc/GMT+7=41 Etc/GMT+8=167 Etc/GMT+9=168
    Etc/GMT-0=0 Etc/GMT-1=2 Etc/GMT-10=90 Etc/GMT-11=169 Etc/GMT-12=170 Etc/GMT-13=171
    Etc/GMT-14=172 Etc/GMT-2=3 Etc/GMT-3=1 Etc/GMT-4=116 Etc/GMT-5=101 Etc/GMT-6=127 Etc/GMT-7=104
    Etc/GMT-8=108 Etc/GMT-9=123 Etc/GMT0=0 Etc/Greenwich=0 Etc/UCT=0 Etc/UTC=0 Etc/Universal=0
    Etc/Zulu=0 Europe/Amsterdam=6 Europe/Andorra=6 Europe/Astrakhan=173 Europe/Athens=132
    Europe/Belfast=174 Europe/Belgrade=6 Europe/Berlin=6 Europe/Bratislava=6 Europe/Brussels=6
    Europe/Bucharest=175 Europe/Budapest=6 Europe/Busingen=6 Europe/Chisinau=176
    Europe/Copenhagen=6 Europe/Dublin=163 Europe/Gibraltar=6 Europe/Guernsey=174
    Europe/Helsinki=132 Europe/Isle_of_Man=174 Europe/Istanbul=122 Europe/Jersey=174
    Europe/Kaliningrad=177 Europe/Kiev=132 Europe/Kirov=178 Europe/Kyiv=132 Europe/Lisbon=151
    Europe/Ljubljana=6 Europe/London=174 Europe/Luxembourg=6 Europe/Madrid=6 Europe/Malta=6
    Europe/Mariehamn=132 Europe/Minsk=179 Europe/Monaco=6 Europe/Moscow=178 Europe/Nicosia=132
    Europe/Oslo=6 Europe/Paris=6 Europe/Podgorica=6 Europe/Prague=6 Europe/Riga=180 Europe/Rome=6
    Europe/Samara=181 Europe/San_Marino=6 Europe/Sarajevo=6 Europe/Saratov=182
    Europe/Simferopol=183 Europe/Skopje=6 Europe/Sofia=175 Europe/Stockholm=6 Europe/Tallinn=184
    Europe/Tirane=6 Europe/Tiraspol=176 Europe/Ulyanovsk=173 Europe/Uzhgorod=132 Europe/Vaduz=6
    Europe/Vatican=6 Europe/Vienna=6 Europe/Vilnius=185 Europe/Volgograd=186 Europe/Warsaw=6
    Europe/Zagreb=6 Europe/Zaporozhye=132 Europe/Zurich=6 Factory=0 GB=174 GB-Eire=174 GMT=0
    GMT+0=0 GMT-0=0 GMT0=0 Greenwich=0 HST=164 Hongkong=108 Iceland=0 Indian/Antananarivo=1
    Indian/Chagos=127 Indian/Christmas=104 Indian/Cocos=139 Indian/Comoro=1 Indian/Kerguelen=101
    Indian/Mahe=116 Indian/Maldives=101 Indian/Mauritius=187 Indian/Mayotte=1 Indian/Reunion=116
    Iran=143 Israel=124 Jamaica=26 Japan=123 Kwajalein=170 Libya=10 MET=6 MST=41 MST7MDT=32
    Mexico/BajaNorte=47 Mexico/BajaSur=64 Mexico/General=65 NZ=93 NZ-CHAT=188 Navajo=32 PRC=108
    PST8PDT=61 Pacific/Apia=189 Pacific/Auckland=93 Pacific/Bougainville=190 Pacific/Chatham=188
    Pacific/Chuuk=90 Pacific/Easter=162 Pacific/Efate=169 Pacific/Enderbury=171
    Pacific/Fakaofo=191 Pacific/Fiji=192 Pacific/Funafuti=170 Pacific/Galapagos=30
    Pacific/Gambier=168 Pacific/Guadalcanal=169 Pacific/Guam=193 Pacific/Honolulu=164
    Pacific/Johnston=164 Pacific/Kanton=171 Pacific/Kiritimati=172 Pacific/Kosrae=169
    Pacific/Kwajalein=170 Pacific/Majuro=170 Pacific/Marquesas=194 Pacific/Midway=165
    Pacific/Nauru=170 Pacific/Niue=165 Pacific/Norfolk=195 Pacific/Noumea=169
    Pacific/Pago_Pago=165 Pacific/Palau=123 Pacific/Pitcairn=167 Pacific/Pohnpei=169
    Pacific/Ponape=169 Pacific/Port_Moresby=90 Pacific/Rarotonga=164 Pacific/Saipan=193
    Pacific/Samoa=165 Pacific/Tahiti=164 Pacific/Tarawa=170 Pacific/Tongatapu=196 Pacific/Truk=90
    Pacific/Wake=170 Pacific/Wallis=170 Pacific/Yap=90 Poland=6 Portugal=151 ROC=108 ROK=123
    Singapore=108 Turkey=122 UCT=0 US/Alaska=14 US/Aleutian=13 US/Arizona=41 US/Central=37
    US/East-Indiana=49 US/Eastern=44 US/Hawaii=164 US/Indiana-Starke=57 US/Michigan=44
    US/Mountain=32 US/Pacific=61 US/Samoa=165 UTC=0 Universal=0 W-SU=178 WET=151 Zulu=0
    """
}
