/// Zone, Unix time, offset in seconds.
///
/// Written by scripts/generate-test-vectors.py from zoneinfo and tzdata 2026f.
enum MomentVectors {
  static let text = """
    Asia/Aqtobe,2249342332,18000 America/Dawson_Creek,4044287821,-25200
    Etc/GMT+9,3003451843,-32400 America/Mendoza,1333662419,-10800
    America/Argentina/San_Juan,1031798931,-10800 Etc/GMT-13,3306347750,46800
    Asia/Novokuznetsk,1199430982,25200 Antarctica/Mawson,3181524951,18000
    Pacific/Kosrae,2493924915,39600 Asia/Khandyga,1688273290,32400
    America/Dominica,2070761824,-14400 America/Whitehorse,1056806377,-25200
    Asia/Gaza,2113832542,7200 America/Santiago,1654573829,-14400 Asia/Tbilisi,2190682086,14400
    Canada/Pacific,1319136842,-25200 Atlantic/St_Helena,3831620604,0 Etc/GMT+12,3119739721,-43200
    Asia/Chita,1710287779,32400 Asia/Calcutta,2980729285,19800 Asia/Kuala_Lumpur,1330423814,28800
    Pacific/Pitcairn,2236230438,-28800 Africa/Bangui,2200564714,3600 US/Eastern,3974237032,-18000
    Asia/Tel_Aviv,3130127522,7200 America/Santo_Domingo,2724569521,-14400
    Europe/Berlin,3518994301,7200 Asia/Nicosia,2798000458,10800 Europe/Nicosia,1639551523,7200
    Asia/Amman,2257129144,10800 Asia/Famagusta,1132392616,7200 America/Bogota,1145636282,-18000
    Europe/Simferopol,3636840748,10800 Asia/Kuching,3175223455,28800
    Pacific/Kanton,3729815371,46800 Europe/Vaduz,3956935978,7200
    Australia/Canberra,1569724600,36000 America/Sao_Paulo,1232035870,-7200
    Etc/Greenwich,1817148468,0 Europe/Kyiv,2133405032,10800 America/Punta_Arenas,2474966246,-10800
    Europe/Istanbul,3475427039,10800 Asia/Ust-Nera,3671550280,36000 Pacific/Wake,1800147179,43200
    Asia/Yakutsk,1380388172,36000 America/Argentina/Jujuy,3988219522,-10800
    Antarctica/Vostok,2138447113,18000 WET,3589945428,3600 Asia/Ashkhabad,1471295313,18000
    Atlantic/Faeroe,1709211981,0 Asia/Novosibirsk,2918155359,25200 Africa/Juba,1130557447,10800
    Australia/Sydney,3941530632,39600 America/Boise,2173697356,-25200
    Asia/Yerevan,1024799623,18000 Asia/Vladivostok,2187915190,36000
    Asia/Vientiane,1603426637,25200 Etc/GMT-9,3611756961,32400 America/Belem,2206872249,-10800
    America/Santa_Isabel,2854261191,-25200 Asia/Oral,1532679943,18000
    Asia/Chongqing,2585793082,28800 America/Mexico_City,2369638502,-21600
    US/Eastern,987042316,-14400 Brazil/East,1139087290,-7200 Europe/Podgorica,1674969711,3600
    Brazil/West,2504573644,-14400 Asia/Novosibirsk,3401068606,25200
    America/Coyhaique,2833578909,-10800 America/Thule,2767546988,-10800
    America/Thule,1434671405,-10800 America/Argentina/Catamarca,1213871246,-10800
    America/Anguilla,1671118093,-14400 America/Manaus,3551657589,-14400
    Africa/Mogadishu,3292724977,10800 Indian/Antananarivo,3449212225,10800
    Asia/Choibalsan,2327228830,28800 Africa/Lusaka,1471844421,7200
    Pacific/Galapagos,2204712548,-21600 Etc/GMT-8,3745337780,28800
    America/St_Johns,2998656803,-12600 America/St_Kitts,1985474909,-14400
    Europe/Kiev,2710294971,7200 Indian/Chagos,1105036763,21600 Antarctica/Davis,2755815071,25200
    Europe/London,2014353435,0 Europe/Busingen,1873194199,7200 Indian/Mauritius,1752893506,14400
    Africa/Libreville,1104765243,3600 Asia/Damascus,2034975320,10800 Asia/Bangkok,3204450931,25200
    America/Thunder_Bay,1940826512,-14400 Europe/Amsterdam,2070622967,7200
    America/Kralendijk,2342609627,-14400 Africa/Tunis,2297523754,3600 Singapore,1448577521,28800
    US/Arizona,2677393665,-25200 Africa/Mogadishu,3069635693,10800 Etc/GMT+11,1345724284,-39600
    Europe/Copenhagen,1852584845,7200 US/Eastern,1657311082,-14400
    Atlantic/South_Georgia,2218874214,-7200 Europe/Vaduz,3706175198,7200
    Asia/Tokyo,2750524488,32400 Pacific/Funafuti,1871124968,43200 Asia/Jakarta,2400662708,25200
    Etc/GMT+5,3078665513,-18000 America/Bahia,2149623276,-10800 America/Rosario,1137999704,-10800
    Etc/GMT+8,3607613729,-28800 America/Indiana/Marengo,2103927478,-14400
    America/Argentina/ComodRivadavia,1665085149,-10800 Europe/Sofia,3391405685,10800
    Europe/Vatican,2680675321,3600 Etc/GMT+3,1885313243,-10800 Africa/Algiers,1853761489,3600
    America/Merida,1002992996,-21600 Asia/Dubai,1444428418,14400 Etc/GMT+9,2583430745,-32400
    Antarctica/Mawson,3311529880,18000 America/Adak,1812848505,-32400
    America/Monterrey,3830677140,-21600 Atlantic/Cape_Verde,3362054179,-3600
    Europe/Vaduz,3207592714,7200 Europe/Kirov,1060043857,14400 America/Belize,1093500313,-21600
    America/Fortaleza,3046198938,-10800 Poland,2050282954,3600
    America/Kentucky/Louisville,1124394493,-14400 Brazil/DeNoronha,1288950378,-7200
    Pacific/Easter,992002169,-21600 Asia/Qostanay,2436663166,18000 America/Bahia,1312362635,-10800
    Pacific/Norfolk,2895611195,43200 Egypt,1828667937,7200 Asia/Tehran,2615840628,12600
    Asia/Anadyr,3036839201,43200 Etc/GMT-11,1355220700,39600 America/Belem,1438248615,-10800
    CET,3147746635,7200 Europe/Helsinki,2732930791,10800 Europe/London,1234094874,0
    America/Sao_Paulo,3682308115,-10800 Asia/Sakhalin,3002589801,39600
    Europe/Belgrade,1454231758,3600 Pacific/Wake,1665563399,43200
    Canada/Newfoundland,1645994071,-12600 America/Pangnirtung,3982046698,-18000
    America/Managua,2349227003,-21600 Indian/Comoro,2400895917,10800
    Asia/Dushanbe,3273968786,18000 Africa/Asmara,3998309345,10800 America/Nome,970573921,-28800
    Asia/Tel_Aviv,1466173315,10800 Pacific/Pago_Pago,1422733297,-39600 Greenwich,4020106088,0
    GMT+0,3207166870,0 America/Bahia_Banderas,3183136951,-21600 Asia/Bishkek,2712675968,21600
    Asia/Phnom_Penh,2479088608,25200 Antarctica/Vostok,1721554261,18000 Africa/Accra,3853232440,0
    America/Adak,3564617181,-36000 Asia/Thimbu,3283511102,21600 Europe/Tirane,3387682661,7200
    Asia/Shanghai,3122777530,28800 Europe/Kyiv,3579497637,10800 Europe/Lisbon,2629479402,3600
    America/Knox_IN,2027711862,-18000 Brazil/Acre,3790325435,-18000
    Australia/Adelaide,1519009586,37800 Europe/Guernsey,1301277778,3600
    America/Lima,3847451979,-18000 America/Paramaribo,2172323652,-10800
    Canada/Newfoundland,1794885552,-12600 US/Michigan,2451816829,-14400
    America/Ciudad_Juarez,1277660541,-21600 Etc/GMT-14,3719869035,50400
    America/Port-au-Prince,2362510808,-18000 Canada/Newfoundland,2349732584,-9000
    America/Ojinaga,2237666660,-21600 Africa/Gaborone,3539854393,7200
    Africa/Douala,3196967721,3600 America/Catamarca,2488661366,-10800
    America/Creston,1627289997,-25200 America/Porto_Velho,3455670691,-14400
    Indian/Kerguelen,3785690829,18000 US/Hawaii,1276959766,-36000
    America/Grand_Turk,1685509610,-14400 Europe/Zurich,3847490743,3600
    Antarctica/Mawson,3600403218,18000 Asia/Samarkand,3900588608,18000 Etc/GMT-4,3519516777,14400
    Asia/Ashkhabad,3050513223,18000 Antarctica/Macquarie,2276735540,39600
    Canada/Atlantic,1936110430,-10800 Asia/Yerevan,3254055554,14400
    Pacific/Gambier,2887511550,-32400 Etc/GMT-11,3121161504,39600 Etc/GMT-12,2291552197,43200
    Asia/Macau,2829128605,28800 Etc/GMT0,3472703030,0 Africa/Cairo,2025939112,7200
    America/Punta_Arenas,3266816685,-10800 Europe/Samara,3924339961,14400 Poland,3587058474,7200
    Brazil/West,2682694202,-14400 Etc/GMT+12,3623434116,-43200 Africa/Khartoum,1616925360,7200
    Mexico/BajaSur,1237524544,-25200 Europe/Samara,3654986052,14400
    Australia/Hobart,3540001577,39600 Asia/Tel_Aviv,1338984195,10800
    Asia/Dushanbe,3023103619,18000 Antarctica/Mawson,3695201148,18000
    Europe/Zagreb,3539250210,3600 America/Argentina/Salta,1585462581,-10800
    Asia/Atyrau,1243376272,18000 Asia/Rangoon,1516380711,23400 Africa/Porto-Novo,1648137204,3600
    Etc/GMT-1,3445493037,3600 Pacific/Pitcairn,4009149018,-28800 Pacific/Majuro,2073408468,43200
    Africa/Dar_es_Salaam,3198824303,10800 Asia/Bishkek,1623225317,21600
    America/Coyhaique,1829250850,-10800 Africa/Libreville,2306120926,3600
    America/Bogota,1469688412,-18000 Asia/Kabul,1209780242,16200 Asia/Nicosia,3565479950,7200
    America/North_Dakota/New_Salem,4087707785,-18000 America/Managua,3760658731,-21600
    Etc/UTC,1505004750,0 America/Bogota,3351685844,-18000 Brazil/West,3926369544,-14400
    Africa/Addis_Ababa,4054980599,10800 Pacific/Saipan,1615761023,36000 Israel,2715871934,7200
    America/Mazatlan,1870342765,-25200 Asia/Qyzylorda,3026272594,18000 MET,1237888711,3600
    Chile/Continental,1668388346,-10800 America/Montreal,2046499249,-18000
    Navajo,2627406500,-21600 Pacific/Kwajalein,3876456806,43200 Asia/Samarkand,2667335126,18000
    Atlantic/Bermuda,1677961677,-14400 Etc/GMT+11,1212633130,-39600 Europe/Berlin,1067164779,3600
    Asia/Krasnoyarsk,3850996463,25200 Africa/Djibouti,2252344597,10800
    America/Matamoros,1315277948,-18000 America/Merida,1444756054,-18000
    Africa/Ceuta,1943195474,7200 Asia/Aden,3324057897,10800 Africa/Banjul,2994111311,0
    Pacific/Honolulu,1741662562,-36000 Europe/Oslo,4089302510,7200 EST,2390782354,-18000
    America/North_Dakota/New_Salem,3224402795,-21600 America/Regina,1406944088,-21600
    Europe/Volgograd,3606330133,10800 Australia/Sydney,2257286089,36000 Etc/UCT,3524098599,0
    Africa/Maputo,3660880498,7200 America/Vancouver,2044775024,-25200 US/Samoa,3789739414,-39600
    Asia/Srednekolymsk,2997455525,39600 Australia/ACT,1304496592,36000
    Asia/Aqtobe,2304046177,18000 America/Denver,3774224460,-21600 Africa/Maseru,3543771597,7200
    Asia/Vladivostok,3210528504,36000 Europe/Warsaw,2463063329,3600
    America/Bogota,1707476334,-18000 Africa/Ndjamena,3085945965,3600
    Pacific/Auckland,3290207103,43200 Asia/Choibalsan,1114053213,32400
    America/St_Johns,3849911995,-12600 America/Asuncion,2391475762,-10800
    America/Juneau,3939033217,-28800 Asia/Taipei,1448254833,28800 MET,3134114922,7200
    Africa/Abidjan,1253742673,0 Antarctica/South_Pole,3624004488,46800
    Asia/Kashgar,3619250361,21600 Africa/Dar_es_Salaam,4095016444,10800
    Africa/Lubumbashi,991810355,7200 Europe/Zaporozhye,3943200921,7200
    America/Los_Angeles,1862123973,-28800 Australia/West,2017041919,28800
    Australia/Darwin,2227127544,34200 Etc/GMT+12,3661920545,-43200 Etc/GMT-14,1092893460,50400
    America/Nuuk,2717486243,-7200 Indian/Cocos,1221220993,23400 Mexico/BajaNorte,3132516184,-25200
    Asia/Qyzylorda,3351217254,18000 Asia/Macao,1838248561,28800 Europe/Jersey,2328998407,3600
    America/Panama,1868852360,-18000 Africa/Dar_es_Salaam,3002298479,10800
    Europe/Jersey,2131859935,3600 Atlantic/Faeroe,2695220411,3600 Etc/GMT-8,2326261574,28800
    America/Toronto,2046145758,-14400 Asia/Kuala_Lumpur,3141928210,28800
    America/Cancun,1075888798,-21600 Etc/GMT-14,2078712807,50400 Asia/Muscat,3848779349,14400
    America/Indiana/Winamac,3579167964,-14400 Asia/Thimbu,1319241548,21600
    America/Nassau,3610440871,-14400 America/Chihuahua,3957548996,-21600
    America/Tortola,2035890533,-14400 America/Yakutat,3704591096,-28800
    Indian/Mayotte,1436404627,10800 Australia/Adelaide,980850155,37800
    Europe/Prague,3395141985,7200 America/St_Thomas,1661664169,-14400
    America/Ciudad_Juarez,1995347477,-21600 Pacific/Auckland,1356104211,46800
    America/Glace_Bay,2304322003,-14400 Asia/Qatar,3383010106,10800 W-SU,3784101144,10800
    America/Marigot,1271863895,-14400 America/Port-au-Prince,4031683740,-14400
    Africa/Kampala,1724418773,10800 America/Tegucigalpa,2075951502,-21600
    Africa/Lubumbashi,3496453307,7200 Asia/Yangon,3658412868,23400
    Atlantic/Bermuda,3552890625,-10800 Brazil/West,1643998475,-14400
    America/North_Dakota/Center,1869987150,-18000 Africa/Timbuktu,1176250205,0
    America/Moncton,3884948374,-14400 America/Araguaina,3838077714,-10800
    Asia/Hebron,3971715916,7200 Indian/Cocos,1394383701,23400
    America/St_Barthelemy,1538529888,-14400 Etc/GMT+5,3003003110,-18000
    Pacific/Palau,3076502031,32400 Pacific/Midway,2337013729,-39600 Brazil/Acre,2793518276,-18000
    Etc/GMT-4,1102202136,14400 Africa/Maputo,1725067314,7200 America/Matamoros,2485019853,-18000
    Antarctica/Davis,2220900908,25200 Asia/Ashkhabad,2508704269,18000 US/Hawaii,1782222461,-36000
    Australia/Currie,2594634121,39600 Brazil/East,3246958282,-10800
    America/Fort_Wayne,1910935705,-14400 America/Rosario,2442338393,-10800
    America/Rainy_River,3242345947,-18000 America/Vancouver,1037726724,-28800
    Africa/Kampala,1452535714,10800 America/Rosario,2221742305,-10800
    Asia/Vientiane,3270495520,25200 Indian/Maldives,1124304496,18000
    Asia/Singapore,4035651848,28800 Etc/GMT+6,1649921297,-21600
    America/Kentucky/Louisville,2560298029,-18000 Europe/Skopje,2452667133,7200
    Australia/South,971816710,34200 Europe/Malta,3944482531,3600 America/Jamaica,2868431944,-18000
    Africa/Kinshasa,4091635026,3600 Europe/Andorra,1854956903,7200
    America/Godthab,2366199234,-7200 Asia/Pyongyang,3513363924,32400 Pacific/Wake,1180078544,43200
    America/Belize,3015336119,-21600 America/Monterrey,3847583662,-21600
    Pacific/Fiji,1208909528,43200 America/Porto_Acre,3588387360,-18000
    Asia/Bahrain,3524061427,10800 Atlantic/Faroe,3520320599,3600 Africa/Douala,4059006542,3600
    Africa/Gaborone,2590817723,7200 Europe/Jersey,1940347740,3600 America/Juneau,3616613541,-28800
    Africa/Nairobi,1522100943,10800 America/Puerto_Rico,3545803522,-14400
    Asia/Makassar,1949614265,28800 Europe/Isle_of_Man,2296913143,3600
    Pacific/Midway,3671416654,-39600 Canada/Newfoundland,1677255212,-12600
    Australia/Darwin,3849007502,34200 Pacific/Noumea,3778616667,39600 US/Eastern,2427944300,-18000
    Asia/Dushanbe,3510035016,18000 Atlantic/Reykjavik,3255759224,0
    Africa/Libreville,3283495191,3600 America/Martinique,2517871680,-14400
    US/Central,1792465249,-18000 Indian/Comoro,2970380597,10800
    America/Guatemala,1264244347,-21600 America/Sao_Paulo,1629455875,-10800
    America/La_Paz,3313708618,-14400 America/Kentucky/Monticello,3510285348,-14400
    Africa/Tunis,3260353019,3600 Australia/Eucla,1292560485,31500
    Africa/Porto-Novo,3543227101,3600 America/Managua,3282366546,-21600
    America/Pangnirtung,2076898848,-14400 America/Araguaina,2214561997,-10800
    Europe/Volgograd,2152700198,10800 America/Tijuana,3706683282,-25200
    Europe/Vatican,2160006772,7200 Pacific/Gambier,3914293645,-32400
    America/Argentina/Jujuy,1549898920,-10800 Asia/Muscat,2737562587,14400
    Africa/Nouakchott,958084852,0 Australia/Eucla,3220276515,31500 Australia/West,1256124291,28800
    America/St_Johns,2808036983,-12600 America/Blanc-Sablon,2769724152,-14400
    Africa/Lome,2164417553,0 America/Sitka,3856881693,-28800 America/Sao_Paulo,1685220672,-10800
    America/St_Kitts,4018534125,-14400 America/Boa_Vista,1346901870,-14400
    Africa/Blantyre,962168735,7200 Asia/Omsk,3179190490,21600 Pacific/Apia,3201778158,46800
    Europe/Bratislava,1225078126,3600 America/Chihuahua,3194167308,-21600
    Atlantic/Stanley,3814608366,-10800 America/Nome,3654013891,-28800
    America/St_Barthelemy,3139788992,-14400 Pacific/Ponape,1212442822,39600
    America/Argentina/Jujuy,1223525524,-10800 America/Kentucky/Louisville,2820361430,-14400
    America/Iqaluit,1393446821,-18000 PST8PDT,2339646533,-28800 NZ,2404260710,46800
    Asia/Khandyga,1517709577,32400 America/Guadeloupe,3437977284,-14400
    America/Aruba,3531350188,-14400 Africa/Asmera,1621221296,10800 Africa/Ndjamena,2116302853,3600
    Pacific/Pago_Pago,3711585491,-39600 Europe/Brussels,2253330748,7200
    Australia/Victoria,1602141768,39600 Pacific/Enderbury,2503611227,46800
    Pacific/Kosrae,2909505387,39600 Asia/Calcutta,3630382110,19800 Europe/Oslo,1679373790,3600
    GMT,3744601492,0 Universal,3284034706,0 Africa/Juba,3440339742,7200
    Pacific/Wake,3395520701,43200 America/Santiago,2069752757,-14400 US/Hawaii,4063187659,-36000
    Europe/Nicosia,2375682664,10800 America/Monterrey,2252501331,-21600
    America/Moncton,2305056024,-14400 Asia/Riyadh,2304320950,10800
    America/Tijuana,3237596624,-25200 GMT+0,3597740689,0 Asia/Oral,2102359000,18000
    Canada/Central,3796836669,-18000 America/Nassau,2300453237,-18000
    America/Coyhaique,1947504025,-10800 Atlantic/Bermuda,3684281938,-10800
    America/Santiago,1704718604,-10800 Europe/Kyiv,1358261445,7200 Asia/Tbilisi,1088135243,18000
    Pacific/Chatham,970826784,49500 Africa/Ouagadougou,957920466,0
    Pacific/Tongatapu,1713390483,46800 Antarctica/McMurdo,2001140997,43200
    Canada/Pacific,3715452685,-25200 Etc/GMT+6,2606407236,-21600 Asia/Baku,3663475497,14400
    Europe/Lisbon,4091335658,3600 Europe/Gibraltar,2194995043,7200 MET,1329129677,3600
    Australia/Canberra,1134127235,39600 America/Costa_Rica,1739981759,-21600
    America/Anguilla,2692107490,-14400 Africa/Asmara,2632238148,10800
    America/Montreal,2811454323,-18000 Africa/Niamey,3342065400,3600
    Antarctica/Mawson,2552839961,18000 Australia/Canberra,3130246915,39600
    Australia/Lindeman,3876581469,36000 America/Indiana/Winamac,949117802,-18000
    Australia/Eucla,2508351224,31500 America/Costa_Rica,2572528817,-21600
    US/Eastern,1867731418,-18000 Iceland,2458029903,0 US/Hawaii,2805429395,-36000
    Pacific/Samoa,4085764198,-39600 America/Chicago,2632121620,-18000
    America/Metlakatla,1317896291,-28800 Europe/Minsk,2611325007,10800
    Pacific/Enderbury,1851732272,46800 Africa/Kampala,1342266667,10800
    Asia/Makassar,1378100339,28800 America/Indiana/Knox,1492155926,-18000
    Europe/Riga,2827075610,10800 Australia/Lindeman,2695082956,36000
    Asia/Ulaanbaatar,2670409329,28800 Asia/Tashkent,2647035592,18000
    America/Dawson_Creek,2410136141,-25200 Chile/Continental,3134010455,-14400
    America/Barbados,3999593207,-14400 HST,2815367285,-36000 Canada/Atlantic,1923349930,-14400
    US/Michigan,3617031664,-14400 America/Montreal,2783907456,-14400 Asia/Magadan,1478207237,39600
    Atlantic/Reykjavik,3242518319,0 Africa/Lusaka,3180286797,7200 Asia/Ashkhabad,3584491321,18000
    America/Punta_Arenas,3002711670,-10800 Asia/Aden,3171316914,10800
    Australia/Queensland,2758947502,36000 Europe/Kirov,2741507989,10800
    Pacific/Guam,3807854602,36000 America/Havana,3070717060,-14400
    Africa/Bujumbura,3949415855,7200 Europe/Dublin,2482722536,3600
    Europe/Ulyanovsk,2151316541,14400 America/Scoresbysund,1552671405,-3600
    Atlantic/Jan_Mayen,2492431738,3600 America/Matamoros,2085290898,-21600
    Pacific/Nauru,4025881585,43200 ROK,3784480564,32400 GMT+0,3522545398,0
    America/Jamaica,3051755250,-18000 Etc/GMT+1,2996202752,-3600 Australia/LHI,3617320092,37800
    MST,1083388501,-25200 Europe/Isle_of_Man,2039063180,3600 America/Recife,3725446435,-10800
    Pacific/Kiritimati,1702736583,50400 Africa/Dar_es_Salaam,2920255051,10800
    US/East-Indiana,2255919630,-14400 America/Indiana/Winamac,1139626896,-18000
    Africa/Addis_Ababa,1945817811,10800 Australia/Adelaide,1611602377,37800
    Asia/Tokyo,2355605409,32400 Europe/Monaco,3413522643,3600 Asia/Aden,2122952370,10800
    America/Antigua,3816006277,-14400 America/Argentina/La_Rioja,1099977936,-10800
    Europe/Kyiv,1423900374,7200 Asia/Bangkok,1912151422,25200 Europe/Vienna,3246425560,3600
    America/Argentina/La_Rioja,3284910148,-10800 America/Montreal,1694247451,-14400
    America/Sao_Paulo,970009581,-10800 America/Santiago,3151436255,-10800
    America/Rosario,1890634434,-10800 Africa/Casablanca,3098959260,0 GMT,2350973194,0
    Australia/Lindeman,2085958920,36000 US/Hawaii,2689803220,-36000 US/Pacific,1512476446,-28800
    Atlantic/Stanley,3781952027,-10800 America/Guadeloupe,3595182903,-14400
    Asia/Chungking,2080281508,28800 America/Costa_Rica,1193878224,-21600
    Atlantic/St_Helena,3998516473,0 America/Antigua,2598762443,-14400
    America/Argentina/Tucuman,1835192881,-10800 Asia/Chita,1164254595,32400 Iceland,4096043143,0
    Etc/GMT+11,2521847889,-39600 America/Argentina/Ushuaia,3692790058,-10800
    America/Cambridge_Bay,1577522065,-25200 Europe/Madrid,3969660455,7200
    Europe/Busingen,3149433194,7200 Chile/Continental,3944130597,-10800
    America/Eirunepe,1680411544,-18000 America/Lima,1095303334,-18000
    America/Noronha,3654653474,-7200 Europe/Prague,3235545784,7200 Pacific/Fiji,2973964662,43200
    Europe/Kyiv,2520527768,7200 Turkey,2804964490,10800 Asia/Brunei,3695926890,28800
    Asia/Chongqing,2106861880,28800 US/Central,978581308,-21600 Asia/Istanbul,2657259312,10800
    ROK,2372990124,32400 Asia/Manila,3973461218,28800 America/Guatemala,1623256731,-21600
    NZ,1754097408,43200 America/Monterrey,3918454818,-21600 Etc/GMT+3,3788548465,-10800
    Pacific/Norfolk,1501415299,39600 America/Punta_Arenas,3579876784,-10800
    America/Resolute,3361588978,-18000 America/Asuncion,3269134112,-10800
    America/Asuncion,2261953408,-10800 Africa/Lagos,1292878615,3600
    """
}
