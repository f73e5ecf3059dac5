/// Zone, checksum of its transitions from 2000 to 2100.
///
/// Written by scripts/generate-test-vectors.py from zoneinfo and tzdata 2026f.
enum ZoneVectors {
  static let text = """
    Africa/Abidjan=af63bd4c8601b7df Africa/Accra=af63bd4c8601b7df
    Africa/Addis_Ababa=af49ad4c85d56eaf Africa/Algiers=af6dcd4c8612d10f
    Africa/Asmara=af49ad4c85d56eaf Africa/Asmera=af49ad4c85d56eaf Africa/Bamako=af63bd4c8601b7df
    Africa/Bangui=af6dcd4c8612d10f Africa/Banjul=af63bd4c8601b7df Africa/Bissau=af63bd4c8601b7df
    Africa/Blantyre=af7f9d4c8631157f Africa/Brazzaville=af6dcd4c8612d10f
    Africa/Bujumbura=af7f9d4c8631157f Africa/Cairo=63d04ddc4789756f
    Africa/Casablanca=0920f89cf102828f Africa/Ceuta=379dc39b78b7418f
    Africa/Conakry=af63bd4c8601b7df Africa/Dakar=af63bd4c8601b7df
    Africa/Dar_es_Salaam=af49ad4c85d56eaf Africa/Djibouti=af49ad4c85d56eaf
    Africa/Douala=af6dcd4c8612d10f Africa/El_Aaiun=0920f89cf102828f
    Africa/Freetown=af63bd4c8601b7df Africa/Gaborone=af7f9d4c8631157f
    Africa/Harare=af7f9d4c8631157f Africa/Johannesburg=af7f9d4c8631157f
    Africa/Juba=8f5512e7daa6aa4f Africa/Kampala=af49ad4c85d56eaf Africa/Khartoum=7a51b09eebc4f84f
    Africa/Kigali=af7f9d4c8631157f Africa/Kinshasa=af6dcd4c8612d10f Africa/Lagos=af6dcd4c8612d10f
    Africa/Libreville=af6dcd4c8612d10f Africa/Lome=af63bd4c8601b7df Africa/Luanda=af6dcd4c8612d10f
    Africa/Lubumbashi=af7f9d4c8631157f Africa/Lusaka=af7f9d4c8631157f
    Africa/Malabo=af6dcd4c8612d10f Africa/Maputo=af7f9d4c8631157f Africa/Maseru=af7f9d4c8631157f
    Africa/Mbabane=af7f9d4c8631157f Africa/Mogadishu=af49ad4c85d56eaf
    Africa/Monrovia=af63bd4c8601b7df Africa/Nairobi=af49ad4c85d56eaf
    Africa/Ndjamena=af6dcd4c8612d10f Africa/Niamey=af6dcd4c8612d10f
    Africa/Nouakchott=af63bd4c8601b7df Africa/Ouagadougou=af63bd4c8601b7df
    Africa/Porto-Novo=af6dcd4c8612d10f Africa/Sao_Tome=51a1b13c35dcf57f
    Africa/Timbuktu=af63bd4c8601b7df Africa/Tripoli=22064e07ef29babf Africa/Tunis=8eb778a63d116f7f
    Africa/Windhoek=e8532ddaf5ca2f1f America/Adak=aa69ca41f457ff7f
    America/Anchorage=6db7cecac72708af America/Anguilla=50a44cb37a0bf11f
    America/Antigua=50a44cb37a0bf11f America/Araguaina=6d1fb680df831f27
    America/Argentina/Buenos_Aires=f4a7e2e8efd8aeaf America/Argentina/Catamarca=74712fdabd7d5caf
    America/Argentina/ComodRivadavia=74712fdabd7d5caf America/Argentina/Cordoba=f4a7e2e8efd8aeaf
    America/Argentina/Jujuy=b0543a2d365b86ff America/Argentina/La_Rioja=74712fdabd7d5caf
    America/Argentina/Mendoza=bcedaa38182eb82f America/Argentina/Rio_Gallegos=74712fdabd7d5caf
    America/Argentina/Salta=b0543a2d365b86ff America/Argentina/San_Juan=1eb011b7fc78e0af
    America/Argentina/San_Luis=08663c755d53a70f America/Argentina/Tucuman=dfcb33dea22d0e1f
    America/Argentina/Ushuaia=05a6825f89731faf America/Aruba=50a44cb37a0bf11f
    America/Asuncion=e1f15cf105e64e7f America/Atikokan=5059fcb3798dab2f
    America/Atka=aa69ca41f457ff7f America/Bahia=408cdfc042ac5c27
    America/Bahia_Banderas=d7aa3d1f132a144f America/Barbados=50a44cb37a0bf11f
    America/Belem=50b65cb37a2aa24f America/Belize=5047ecb3796ef9ff
    America/Blanc-Sablon=50a44cb37a0bf11f America/Boa_Vista=642c6ed05b8d1167
    America/Bogota=5059fcb3798dab2f America/Boise=cb25b9a0f05b444f
    America/Buenos_Aires=f4a7e2e8efd8aeaf America/Cambridge_Bay=a38a2dce5cf97ff7
    America/Campo_Grande=4e0c82f72ee826c7 America/Cancun=98fd9ff66d52e4b7
    America/Caracas=4492e18da20360c7 America/Catamarca=74712fdabd7d5caf
    America/Cayenne=50b65cb37a2aa24f America/Cayman=5059fcb3798dab2f
    America/Chicago=6bd543eed4d613bf America/Chihuahua=17cc19d70035bef7
    America/Ciudad_Juarez=f169941841b982af America/Coral_Harbour=5059fcb3798dab2f
    America/Cordoba=f4a7e2e8efd8aeaf America/Costa_Rica=5047ecb3796ef9ff
    America/Coyhaique=7165040adc8fd2cf America/Creston=507e1cb379cb0d8f
    America/Cuiaba=ec3ebc3f27f04637 America/Curacao=50a44cb37a0bf11f
    America/Danmarkshavn=af63bd4c8601b7df America/Dawson=77e1566d883b7bc7
    America/Dawson_Creek=507e1cb379cb0d8f America/Denver=cb25b9a0f05b444f
    America/Detroit=a8dbc7b1858fe6ef America/Dominica=50a44cb37a0bf11f
    America/Edmonton=82b80a9ed90e4737 America/Eirunepe=19f7cbeaaa27471f
    America/El_Salvador=5047ecb3796ef9ff America/Ensenada=f667c58fc96bbb1f
    America/Fort_Nelson=9777badf53e5ee57 America/Fort_Wayne=3afe0883de76970f
    America/Fortaleza=80edf7d152fd78c7 America/Glace_Bay=d957240cfbd22e5f
    America/Godthab=51e443ce6c7c3557 America/Goose_Bay=c8f1d3892176d9f3
    America/Grand_Turk=0230149316ca345f America/Grenada=50a44cb37a0bf11f
    America/Guadeloupe=50a44cb37a0bf11f America/Guatemala=0dbbd3656e1ef40f
    America/Guayaquil=5059fcb3798dab2f America/Guyana=50a44cb37a0bf11f
    America/Halifax=d957240cfbd22e5f America/Havana=3f1f8212f785b7af
    America/Hermosillo=507e1cb379cb0d8f America/Indiana/Indianapolis=3afe0883de76970f
    America/Indiana/Knox=992b1060c11112e7 America/Indiana/Marengo=3afe0883de76970f
    America/Indiana/Petersburg=087c3fb734fd465f America/Indiana/Tell_City=992b1060c11112e7
    America/Indiana/Vevay=3afe0883de76970f America/Indiana/Vincennes=087c3fb734fd465f
    America/Indiana/Winamac=9ddc6f4c2a32c657 America/Indianapolis=3afe0883de76970f
    America/Inuvik=82b80a9ed90e4737 America/Iqaluit=b266cf676e6c2077
    America/Jamaica=5059fcb3798dab2f America/Jujuy=b0543a2d365b86ff
    America/Juneau=6db7cecac72708af America/Kentucky/Louisville=a8dbc7b1858fe6ef
    America/Kentucky/Monticello=b266cf676e6c2077 America/Knox_IN=992b1060c11112e7
    America/Kralendijk=50a44cb37a0bf11f America/La_Paz=50a44cb37a0bf11f
    America/Lima=5059fcb3798dab2f America/Los_Angeles=721334679194bc1f
    America/Louisville=a8dbc7b1858fe6ef America/Lower_Princes=50a44cb37a0bf11f
    America/Maceio=80edf7d152fd78c7 America/Managua=2879ff9bc9cb7fef
    America/Manaus=50a44cb37a0bf11f America/Marigot=50a44cb37a0bf11f
    America/Martinique=50a44cb37a0bf11f America/Matamoros=1bf64db2b8eccd3f
    America/Mazatlan=6f4b88818cc99fdf America/Mendoza=bcedaa38182eb82f
    America/Menominee=6bd543eed4d613bf America/Merida=10faa54b94ca9aaf
    America/Metlakatla=d16ba5f9ebb4e567 America/Mexico_City=10faa54b94ca9aaf
    America/Miquelon=ca086af066472d8f America/Moncton=a76612220765da6f
    America/Monterrey=10faa54b94ca9aaf America/Montevideo=97a2b1bdce6e327f
    America/Montreal=a8dbc7b1858fe6ef America/Montserrat=50a44cb37a0bf11f
    America/Nassau=a8dbc7b1858fe6ef America/New_York=a8dbc7b1858fe6ef
    America/Nipigon=a8dbc7b1858fe6ef America/Nome=6db7cecac72708af
    America/Noronha=168a2002f497d557 America/North_Dakota/Beulah=e51edf35b4201947
    America/North_Dakota/Center=6bd543eed4d613bf America/North_Dakota/New_Salem=91f31223e6551687
    America/Nuuk=51e443ce6c7c3557 America/Ojinaga=4dd14288230fca47 America/Panama=5059fcb3798dab2f
    America/Pangnirtung=b266cf676e6c2077 America/Paramaribo=50b65cb37a2aa24f
    America/Phoenix=507e1cb379cb0d8f America/Port-au-Prince=8274f2c89993fbdf
    America/Port_of_Spain=50a44cb37a0bf11f America/Porto_Acre=19f7cbeaaa27471f
    America/Porto_Velho=50a44cb37a0bf11f America/Puerto_Rico=50a44cb37a0bf11f
    America/Punta_Arenas=79a2d28a22e96fcf America/Rainy_River=f34ef4e065fb1ae7
    America/Rankin_Inlet=8f6c36b99edc7b6f America/Recife=c2c5964f6e52c847
    America/Regina=5047ecb3796ef9ff America/Resolute=c1d9f77181e8499f
    America/Rio_Branco=19f7cbeaaa27471f America/Rosario=f4a7e2e8efd8aeaf
    America/Santa_Isabel=f667c58fc96bbb1f America/Santarem=7619bcc0995bdd27
    America/Santiago=9420279479e6f41f America/Santo_Domingo=52dfa3800274955f
    America/Sao_Paulo=4758e84daed96cb7 America/Scoresbysund=89a230bb81532257
    America/Shiprock=cb25b9a0f05b444f America/Sitka=6db7cecac72708af
    America/St_Barthelemy=50a44cb37a0bf11f America/St_Johns=6d1b951c978acebb
    America/St_Kitts=50a44cb37a0bf11f America/St_Lucia=50a44cb37a0bf11f
    America/St_Thomas=50a44cb37a0bf11f America/St_Vincent=50a44cb37a0bf11f
    America/Swift_Current=5047ecb3796ef9ff America/Tegucigalpa=2eb75266c68d540f
    America/Thule=d957240cfbd22e5f America/Thunder_Bay=a8dbc7b1858fe6ef
    America/Tijuana=f667c58fc96bbb1f America/Toronto=a8dbc7b1858fe6ef
    America/Tortola=50a44cb37a0bf11f America/Vancouver=7f250fa28c16c8a7
    America/Virgin=50a44cb37a0bf11f America/Whitehorse=77e1566d883b7bc7
    America/Winnipeg=f34ef4e065fb1ae7 America/Yakutat=6db7cecac72708af
    America/Yellowknife=82b80a9ed90e4737 Antarctica/Casey=10b6ab732d16be43
    Antarctica/Davis=48914e8dc0b2852f Antarctica/DumontDUrville=aff01d4c86f03eff
    Antarctica/Macquarie=869037d27754ab4f Antarctica/Mawson=33e08d07df7f35c7
    Antarctica/McMurdo=9a5d171414c8c8cf Antarctica/Palmer=79a2d28a22e96fcf
    Antarctica/Rothera=50b65cb37a2aa24f Antarctica/South_Pole=9a5d171414c8c8cf
    Antarctica/Syowa=af49ad4c85d56eaf Antarctica/Troll=f9df5687b8dd264f
    Antarctica/Vostok=973c9f6fd07956a7 Arctic/Longyearbyen=379dc39b78b7418f
    Asia/Aden=af49ad4c85d56eaf Asia/Almaty=49d8319f396bc587 Asia/Amman=7a9bf0c10d3aba77
    Asia/Anadyr=6987b0898cfee61f Asia/Aqtau=78845539d623c8c7 Asia/Aqtobe=3e4b89ba36b5e68f
    Asia/Ashgabat=afa60d4c867265cf Asia/Ashkhabad=afa60d4c867265cf Asia/Atyrau=78845539d623c8c7
    Asia/Baghdad=5c626102e6e97eaf Asia/Bahrain=af49ad4c85d56eaf Asia/Baku=2af0ed590f876d1f
    Asia/Bangkok=af81ed4c8635036f Asia/Barnaul=0cc6fa3cd318b537 Asia/Beirut=ba039b5d0d0335bf
    Asia/Bishkek=9b678b043377be8f Asia/Brunei=af943d4c8654215f Asia/Calcutta=afaf154c8681be67
    Asia/Chita=ba22c91da50d5b77 Asia/Choibalsan=c55846859ea5e9df Asia/Chongqing=af943d4c8654215f
    Asia/Chungking=af943d4c8654215f Asia/Colombo=7bd8694b13ac60d7 Asia/Dacca=47a477be8b52929f
    Asia/Damascus=6d15590d02fa6527 Asia/Dhaka=47a477be8b52929f Asia/Dili=a833c85da86922e7
    Asia/Dubai=af5bfd4c85f48c9f Asia/Dushanbe=afa60d4c867265cf Asia/Famagusta=2f36780b10236f9f
    Asia/Gaza=d8e1f70ff9bb247f Asia/Harbin=af943d4c8654215f Asia/Hebron=ae337457b8a78193
    Asia/Ho_Chi_Minh=af81ed4c8635036f Asia/Hong_Kong=af943d4c8654215f Asia/Hovd=6ce97eaed07d42ef
    Asia/Irkutsk=a582e7198556028f Asia/Istanbul=1ebb181a5d1f8137 Asia/Jakarta=af81ed4c8635036f
    Asia/Jayapura=af9e4d4c86653a8f Asia/Jerusalem=3716906503cbfb2f Asia/Kabul=af5d054c85f64d37
    Asia/Kamchatka=6987b0898cfee61f Asia/Karachi=7cb82f46a6a95e1f Asia/Kashgar=afb7dd4c8690aa3f
    Asia/Kathmandu=afb4914c868b101b Asia/Katmandu=afb4914c868b101b Asia/Khandyga=ef7d749c01f7c1af
    Asia/Kolkata=afaf154c8681be67 Asia/Krasnoyarsk=7e647b69758a3fdf
    Asia/Kuala_Lumpur=af943d4c8654215f Asia/Kuching=af943d4c8654215f Asia/Kuwait=af49ad4c85d56eaf
    Asia/Macao=af943d4c8654215f Asia/Macau=af943d4c8654215f Asia/Magadan=9ca6ec7834083497
    Asia/Makassar=af943d4c8654215f Asia/Manila=af943d4c8654215f Asia/Muscat=af5bfd4c85f48c9f
    Asia/Nicosia=87394c272cff987f Asia/Novokuznetsk=39690dbc6d662e4f
    Asia/Novosibirsk=24b7f705a1eff6b7 Asia/Omsk=e62025ca412d4aaf Asia/Oral=78845539d623c8c7
    Asia/Phnom_Penh=af81ed4c8635036f Asia/Pontianak=af81ed4c8635036f
    Asia/Pyongyang=8f0be7b0b2166477 Asia/Qatar=af49ad4c85d56eaf Asia/Qostanay=86bbdbb14238521f
    Asia/Qyzylorda=8e9891380cdc639f Asia/Rangoon=afb8e54c86926ad7 Asia/Riyadh=af49ad4c85d56eaf
    Asia/Saigon=af81ed4c8635036f Asia/Sakhalin=b69643ed6e2fc477 Asia/Samarkand=afa60d4c867265cf
    Asia/Seoul=af9e4d4c86653a8f Asia/Shanghai=af943d4c8654215f Asia/Singapore=af943d4c8654215f
    Asia/Srednekolymsk=01dbe72282606c1f Asia/Taipei=af943d4c8654215f
    Asia/Tashkent=afa60d4c867265cf Asia/Tbilisi=0a330374c52631cf Asia/Tehran=c0425f40933b3697
    Asia/Tel_Aviv=3716906503cbfb2f Asia/Thimbu=afb7dd4c8690aa3f Asia/Thimphu=afb7dd4c8690aa3f
    Asia/Tokyo=af9e4d4c86653a8f Asia/Tomsk=39c83d01f457fb3f Asia/Ujung_Pandang=af943d4c8654215f
    Asia/Ulaanbaatar=c55846859ea5e9df Asia/Ulan_Bator=c55846859ea5e9df
    Asia/Urumqi=afb7dd4c8690aa3f Asia/Ust-Nera=8131e852f2566f87 Asia/Vientiane=af81ed4c8635036f
    Asia/Vladivostok=31566f294adb006f Asia/Yakutsk=dcf58c00f19a5dbf Asia/Yangon=afb8e54c86926ad7
    Asia/Yekaterinburg=e8ec72bae1493b7f Asia/Yerevan=26116c2552da751f
    Atlantic/Azores=88490d2521a4c46f Atlantic/Bermuda=d957240cfbd22e5f
    Atlantic/Canary=b66977330e7c57df Atlantic/Cape_Verde=50923cb379ed3fef
    Atlantic/Faeroe=b66977330e7c57df Atlantic/Faroe=b66977330e7c57df
    Atlantic/Jan_Mayen=379dc39b78b7418f Atlantic/Madeira=b66977330e7c57df
    Atlantic/Reykjavik=af63bd4c8601b7df Atlantic/South_Georgia=50802cb379ce8ebf
    Atlantic/St_Helena=af63bd4c8601b7df Atlantic/Stanley=2b422879fc9c929f
    Australia/ACT=49d45b4a312f3c2f Australia/Adelaide=a522ac89acb67397
    Australia/Brisbane=aff01d4c86f03eff Australia/Broken_Hill=a522ac89acb67397
    Australia/Canberra=49d45b4a312f3c2f Australia/Currie=abb70b55eabd032f
    Australia/Darwin=afe7554c86e15327 Australia/Eucla=2265dad5fbd46b9b
    Australia/Hobart=abb70b55eabd032f Australia/LHI=a190b231ce4a6baf
    Australia/Lindeman=aff01d4c86f03eff Australia/Lord_Howe=a190b231ce4a6baf
    Australia/Melbourne=49d45b4a312f3c2f Australia/NSW=49d45b4a312f3c2f
    Australia/North=afe7554c86e15327 Australia/Perth=e568860bb83eb2ff
    Australia/Queensland=aff01d4c86f03eff Australia/South=a522ac89acb67397
    Australia/Sydney=49d45b4a312f3c2f Australia/Tasmania=abb70b55eabd032f
    Australia/Victoria=49d45b4a312f3c2f Australia/West=e568860bb83eb2ff
    Australia/Yancowinna=a522ac89acb67397 Brazil/Acre=19f7cbeaaa27471f
    Brazil/DeNoronha=168a2002f497d557 Brazil/East=4758e84daed96cb7 Brazil/West=50a44cb37a0bf11f
    CET=379dc39b78b7418f CST6CDT=6bd543eed4d613bf Canada/Atlantic=d957240cfbd22e5f
    Canada/Central=f34ef4e065fb1ae7 Canada/Eastern=a8dbc7b1858fe6ef
    Canada/Mountain=82b80a9ed90e4737 Canada/Newfoundland=6d1b951c978acebb
    Canada/Pacific=7f250fa28c16c8a7 Canada/Saskatchewan=5047ecb3796ef9ff
    Canada/Yukon=77e1566d883b7bc7 Chile/Continental=9420279479e6f41f
    Chile/EasterIsland=a7092c5eae177cff Cuba=3f1f8212f785b7af EET=87394c272cff987f
    EST=5059fcb3798dab2f EST5EDT=a8dbc7b1858fe6ef Egypt=63d04ddc4789756f Eire=b66977330e7c57df
    Etc/GMT=af63bd4c8601b7df Etc/GMT+0=af63bd4c8601b7df Etc/GMT+1=50923cb379ed3fef
    Etc/GMT+10=500facb3790f653f Etc/GMT+11=5005dcb378feb8cf Etc/GMT+12=5033ccb3794cc79f
    Etc/GMT+2=50802cb379ce8ebf Etc/GMT+3=50b65cb37a2aa24f Etc/GMT+4=50a44cb37a0bf11f
    Etc/GMT+5=5059fcb3798dab2f Etc/GMT+6=5047ecb3796ef9ff Etc/GMT+7=507e1cb379cb0d8f
    Etc/GMT+8=506c0cb379ac5c5f Etc/GMT+9=5061bcb3799ad66f Etc/GMT-0=af63bd4c8601b7df
    Etc/GMT-1=af6dcd4c8612d10f Etc/GMT-10=aff01d4c86f03eff Etc/GMT-11=affa2d4c8701582f
    Etc/GMT-12=afcc7d4c86b3b61f Etc/GMT-13=afd68d4c86c4cf4f Etc/GMT-14=b0285d4c874fd3bf
    Etc/GMT-2=af7f9d4c8631157f Etc/GMT-3=af49ad4c85d56eaf Etc/GMT-4=af5bfd4c85f48c9f
    Etc/GMT-5=afa60d4c867265cf Etc/GMT-6=afb7dd4c8690aa3f Etc/GMT-7=af81ed4c8635036f
    Etc/GMT-8=af943d4c8654215f Etc/GMT-9=af9e4d4c86653a8f Etc/GMT0=af63bd4c8601b7df
    Etc/Greenwich=af63bd4c8601b7df Etc/UCT=af63bd4c8601b7df Etc/UTC=af63bd4c8601b7df
    Etc/Universal=af63bd4c8601b7df Etc/Zulu=af63bd4c8601b7df Europe/Amsterdam=379dc39b78b7418f
    Europe/Andorra=379dc39b78b7418f Europe/Astrakhan=fe0fbfbd8eda0e07
    Europe/Athens=87394c272cff987f Europe/Belfast=b66977330e7c57df
    Europe/Belgrade=379dc39b78b7418f Europe/Berlin=379dc39b78b7418f
    Europe/Bratislava=379dc39b78b7418f Europe/Brussels=379dc39b78b7418f
    Europe/Bucharest=87394c272cff987f Europe/Budapest=379dc39b78b7418f
    Europe/Busingen=379dc39b78b7418f Europe/Chisinau=fb0f5cff51b3aa7f
    Europe/Copenhagen=379dc39b78b7418f Europe/Dublin=b66977330e7c57df
    Europe/Gibraltar=379dc39b78b7418f Europe/Guernsey=b66977330e7c57df
    Europe/Helsinki=87394c272cff987f Europe/Isle_of_Man=b66977330e7c57df
    Europe/Istanbul=1ebb181a5d1f8137 Europe/Jersey=b66977330e7c57df
    Europe/Kaliningrad=a626131f594383ef Europe/Kiev=87394c272cff987f Europe/Kirov=c69d398f39e9729f
    Europe/Kyiv=87394c272cff987f Europe/Lisbon=b66977330e7c57df Europe/Ljubljana=379dc39b78b7418f
    Europe/London=b66977330e7c57df Europe/Luxembourg=379dc39b78b7418f
    Europe/Madrid=379dc39b78b7418f Europe/Malta=379dc39b78b7418f Europe/Mariehamn=87394c272cff987f
    Europe/Minsk=cfcc962bee8e0fc7 Europe/Monaco=379dc39b78b7418f Europe/Moscow=c69d398f39e9729f
    Europe/Nicosia=87394c272cff987f Europe/Oslo=379dc39b78b7418f Europe/Paris=379dc39b78b7418f
    Europe/Podgorica=379dc39b78b7418f Europe/Prague=379dc39b78b7418f Europe/Riga=f04a79bad5b5fc9f
    Europe/Rome=379dc39b78b7418f Europe/Samara=e92bedb1f22ba79f Europe/San_Marino=379dc39b78b7418f
    Europe/Sarajevo=379dc39b78b7418f Europe/Saratov=379398e5126e1407
    Europe/Simferopol=1586c7f5242812bf Europe/Skopje=379dc39b78b7418f
    Europe/Sofia=87394c272cff987f Europe/Stockholm=379dc39b78b7418f
    Europe/Tallinn=e5c11e7aab226b3f Europe/Tirane=379dc39b78b7418f
    Europe/Tiraspol=fb0f5cff51b3aa7f Europe/Ulyanovsk=fe0fbfbd8eda0e07
    Europe/Uzhgorod=87394c272cff987f Europe/Vaduz=379dc39b78b7418f Europe/Vatican=379dc39b78b7418f
    Europe/Vienna=379dc39b78b7418f Europe/Vilnius=77f78891b1f750df
    Europe/Volgograd=1250123a1e95118f Europe/Warsaw=379dc39b78b7418f
    Europe/Zagreb=379dc39b78b7418f Europe/Zaporozhye=87394c272cff987f
    Europe/Zurich=379dc39b78b7418f Factory=af63bd4c8601b7df GB=b66977330e7c57df
    GB-Eire=b66977330e7c57df GMT=af63bd4c8601b7df GMT+0=af63bd4c8601b7df GMT-0=af63bd4c8601b7df
    GMT0=af63bd4c8601b7df Greenwich=af63bd4c8601b7df HST=500facb3790f653f
    Hongkong=af943d4c8654215f Iceland=af63bd4c8601b7df Indian/Antananarivo=af49ad4c85d56eaf
    Indian/Chagos=afb7dd4c8690aa3f Indian/Christmas=af81ed4c8635036f Indian/Cocos=afb8e54c86926ad7
    Indian/Comoro=af49ad4c85d56eaf Indian/Kerguelen=afa60d4c867265cf Indian/Mahe=af5bfd4c85f48c9f
    Indian/Maldives=afa60d4c867265cf Indian/Mauritius=d69857ee0315596f
    Indian/Mayotte=af49ad4c85d56eaf Indian/Reunion=af5bfd4c85f48c9f Iran=c0425f40933b3697
    Israel=3716906503cbfb2f Jamaica=5059fcb3798dab2f Japan=af9e4d4c86653a8f
    Kwajalein=afcc7d4c86b3b61f Libya=22064e07ef29babf MET=379dc39b78b7418f MST=507e1cb379cb0d8f
    MST7MDT=cb25b9a0f05b444f Mexico/BajaNorte=f667c58fc96bbb1f Mexico/BajaSur=6f4b88818cc99fdf
    Mexico/General=10faa54b94ca9aaf NZ=9a5d171414c8c8cf NZ-CHAT=b6756a7fc2edbc9b
    Navajo=cb25b9a0f05b444f PRC=af943d4c8654215f PST8PDT=721334679194bc1f
    Pacific/Apia=fbb80f6288c30cd7 Pacific/Auckland=9a5d171414c8c8cf
    Pacific/Bougainville=3f24bec3df185c67 Pacific/Chatham=b6756a7fc2edbc9b
    Pacific/Chuuk=aff01d4c86f03eff Pacific/Easter=a7092c5eae177cff Pacific/Efate=affa2d4c8701582f
    Pacific/Enderbury=afd68d4c86c4cf4f Pacific/Fakaofo=6050979eaf3f8547
    Pacific/Fiji=bf60f2b60aa41217 Pacific/Funafuti=afcc7d4c86b3b61f
    Pacific/Galapagos=5047ecb3796ef9ff Pacific/Gambier=5061bcb3799ad66f
    Pacific/Guadalcanal=affa2d4c8701582f Pacific/Guam=aff01d4c86f03eff
    Pacific/Honolulu=500facb3790f653f Pacific/Johnston=500facb3790f653f
    Pacific/Kanton=afd68d4c86c4cf4f Pacific/Kiritimati=b0285d4c874fd3bf
    Pacific/Kosrae=affa2d4c8701582f Pacific/Kwajalein=afcc7d4c86b3b61f
    Pacific/Majuro=afcc7d4c86b3b61f Pacific/Marquesas=5018b4b3791ebdd7
    Pacific/Midway=5005dcb378feb8cf Pacific/Nauru=afcc7d4c86b3b61f Pacific/Niue=5005dcb378feb8cf
    Pacific/Norfolk=a1fabd35561c2a1f Pacific/Noumea=affa2d4c8701582f
    Pacific/Pago_Pago=5005dcb378feb8cf Pacific/Palau=af9e4d4c86653a8f
    Pacific/Pitcairn=506c0cb379ac5c5f Pacific/Pohnpei=affa2d4c8701582f
    Pacific/Ponape=affa2d4c8701582f Pacific/Port_Moresby=aff01d4c86f03eff
    Pacific/Rarotonga=500facb3790f653f Pacific/Saipan=aff01d4c86f03eff
    Pacific/Samoa=5005dcb378feb8cf Pacific/Tahiti=500facb3790f653f Pacific/Tarawa=afcc7d4c86b3b61f
    Pacific/Tongatapu=45b8593ab264be37 Pacific/Truk=aff01d4c86f03eff Pacific/Wake=afcc7d4c86b3b61f
    Pacific/Wallis=afcc7d4c86b3b61f Pacific/Yap=aff01d4c86f03eff Poland=379dc39b78b7418f
    Portugal=b66977330e7c57df ROC=af943d4c8654215f ROK=af9e4d4c86653a8f Singapore=af943d4c8654215f
    Turkey=1ebb181a5d1f8137 UCT=af63bd4c8601b7df US/Alaska=6db7cecac72708af
    US/Aleutian=aa69ca41f457ff7f US/Arizona=507e1cb379cb0d8f US/Central=6bd543eed4d613bf
    US/East-Indiana=3afe0883de76970f US/Eastern=a8dbc7b1858fe6ef US/Hawaii=500facb3790f653f
    US/Indiana-Starke=992b1060c11112e7 US/Michigan=a8dbc7b1858fe6ef US/Mountain=cb25b9a0f05b444f
    US/Pacific=721334679194bc1f US/Samoa=5005dcb378feb8cf UTC=af63bd4c8601b7df
    Universal=af63bd4c8601b7df W-SU=c69d398f39e9729f WET=b66977330e7c57df Zulu=af63bd4c8601b7df
    """
}
