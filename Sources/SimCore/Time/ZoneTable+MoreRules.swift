// Written by scripts/generate-zone-table.py from tzdata 2026f.

extension ZoneTable {
  /// Continues `ruleText`.
  static let moreRuleText = """
    720,780,660/02lzcb09b3ca0dufcb0kjjca0pancb0vrzca10j3cb170fca1brjcb1ignca1mzzcb1tp3ca1y8fcb24x\
    jca29gvcb2g5zca2kx3cb2refca2w5jcb32mvca3e350c3imh0a/720
    240,300/02mcob09bgoa0dusob0kjwoa0pb0ob0vscoa10jgob170soa1brwob1ih0ob/300
    300,360/02mb0b09bf0a0dur0b0kjv0a0paz0b0vsb0a10jf0b170r0a1brv0b1igz0a/300 300//300
    180,240/02t40b08gg0a0e2o0b0jq00a0pc80b0uzk0a10ls0b16940a1bwg0b1hjs0a1n600b1stc0a1yfk0b242w0a2\
    9p40b2fcg0a/180
    240,300/02mg0b09bk0a0duw0b0kk00a0pb40b0vsg0a10jk0b170w0a1bs00b1ih40a1n0g0b1tpk0a1y8w0b24y00a2\
    9hc0b2g6g0a2kxk0b2rew0a2w600b32nc0a37eg0b3e3k0a3imw0b3pc00a3tvc0b40kg0a45bk0b4bsw0a4gk00b4n1c\
    0a4rsg0b4y9s0a/240 420//420
    360,420/02m9cb09bdca0dupcb0kjtca0paxcb0vs9ca10jdcb170pca1brtcb1igxca1n09cb1tpdca1y8pcb24xtca2\
    9h5cb2g69ca2kxdcb2repca2w5tcb32n5ca37e9cb3e3dca3impcb4n13oa530pcb/420
    180//120,180,3:5:0:0,10:5:0:0
    300,360/02mbub09be6a0durub0kju6a0pazub0vsa6a10jfub170q6a1brvub1igy6a1n0bub1r9i0b/360 480//480
    330//330
    540,600,480/02m4cb09b8ca0dukcb0kjoca0pascb0vs4ca10j8cb170kca1brocb1igsca1n04cb1tp8ca1y8kcb24x\
    oca29h0cb2g64ca2kx8cb2rekca2w5ocb32n0ca37e4cb3e38ca3imkcb4n0yoc530m0a/540
    480,540/0ewe0b0jngca0p9q0b0uvwca10i60b164cca1bqm0b1hcsca1mz20b1sl8ca1y7i0b241gca4rr20b4xd50a5\
    2zi0b58ll0a/480 360,330/1yuuub/330 360,420/2ypwcb34qkca/360
    120,180/02t0ob08gb0a0e2kob0jpv0a0pc4ob0uzf0a10loob168z0a1bwcob1hjn0a1n5wob1st70a1yfgob23sr0a2\
    9msob2gbv0a2l30ob2rlf0a2w3oob32sr0a37jwob3e170a3iscob3p9n0a3u0sob40i30a4598ob4bqj0a4ghoob4n6r\
    0a4rq4ob4yf70a52ykob59nn0a5eesob5kw30a5pn8ob5w4j0a60voob67cz0a6c44ob6it70a6nckob6u1n0a6yl0ob7\
    5a30b/180 480,540/080iob/540 240//240
    120,180/02mhob09bloa0duxob0kk1oa0pb5ob0vshoa10jlob170xoa1bs1ob1ih5oa1n0hob1tploa1y8xob24y1oa2\
    9hdob2g6hoa2kxlob2rexoa2w61ob32ndoa37ehob3e3loa3imxob3pc1oa3tvdob40khoa45blob4bsxoa4gk1ob4n1d\
    oa4rshob4y9toa530xob5kyhoa/120,180,3:5:0:180,10:5:0:240
    120,180/03f8ob091f0a0enoob0k9v0a0pw4ob0vib0a114kob16qr0a1cd0ob1hjooa1nlgob1swmca1yfgob23sr0a2\
    9p0ob2eseca2kv8ob2pmb0a2w3oob312koa37d8pb3blf0a3iscpb3mjv0a3u0sob3zf8oa4598ob4avf0a4ghoob4myz\
    0a4rr8ob4y7goa52zqcb59osoa5e86cb5kx8oa5pgmcb5w5ooa60voob67e30a6c58ob6imkoa6ndoob6u1ooa6yn8ob7\
    5baca7axk0b7gjqca7ly80b7rs6ca7wyw0b830mca87rs0b8e92ca8j080b8ppaca8u8o0b90xqca95h40b9c66ca9gxc\
    0b9nemca9s5s0b9yn2caa3e80baa3acaaemo0balbqcaapv40bawk6cab13k0bb7smcabcjs0bbitacabns80bbttycab\
    z0o0bc4mucaca940bcfnicaclhk0bcqgecacryw0bcs6mcacwxs0bd1h2cad2rs0bd3f2cad8680bdchqcaddsg0bdeni\
    cadjeo0bdnamcadot40bdpvycadun40bdybacadzm00be1c6cae5vk0be9bycaeamo0beckmcaeh400bek4ucaelnc0be\
    nt2caesk80bev5icaewg80bez1icaf3so0bf5yecaf7gw0bfa9ycaff140bfgz2cafi9s0bflq6cafq9k0bfrzqcaftag\
    0bfwymcag1i00bg2smcag4b40bg872cagcy80bgdtacagf400bgjficago6o0bgom6cagq4o0bgunycagzf40bgzmucah\
    15c0bh5wecahby80bhhcmcahmyw0bhsl2cahxrs0bi3ticai8sg0bif1ycaijt40biqaecaiv1k0bj1qmcaj6a00bjcz2\
    cajhig0bjo7icajsqw0bjzfycak4740bkaoecakffk0bklwucakqo00bkxd2cal1wg0bl8licald4w0bljm6calol40bl\
    umucalztk0bm5nicamb200bmggecammag0bmrh2camsrs0bmszicamxiw0bn2hqcan3sg0bn47ycan8rc0bndamcanet4\
    0bnfgecank7k0bnobacanpm00bnqoucanvg00bnz46cao0mo0bo1xacao6og0boa4ucaobnc0boddicaohww0bol5icao\
    mg80boolycaot5c0bovyecaoxgw0bozuecap4lk0bp6z2cap89s0bpb2ucapfu00bphzqcapjag0bpmbacapr2g0bpssm\
    capub40bpxjqcaq2aw0bq3tacaq5400bq8zycaqdjc0bqem6caqg4o0bqk8ecaqors0bqpmucaqr5c0bqvgucar0800br\
    0nicar1y80br6paca/120,180,3:4:4:3000,10:4:4:3000
    120,180/03f8ob091f0a0enoob0k9v0a0pw4ob0vib0a114kob16qr0a1cd0ob1hjooa1nlgob1swmca1yfgob23sr0a2\
    9p0ob2eseca2kv8ob2ppn0a2w3oob312koa37c4ob3blf0a3iscpb3mjv0a3ng4ob3oej0a3u0sob3zf8oa4598ob4avf\
    0a4ghoob4myz0a4rr8ob4y7goa52zqcb59osoa5e86cb5kx8oa5pgmcb5w5ooa60voob67e30a6c58ob6imkoa6ndoob6\
    u1ooa6yn8ob75baca7axk0b7gjqca7ly80b7rs6ca7wyw0b830mca87rs0b8e92ca8j080b8ppaca8u8o0b90xqca95h4\
    0b9c66ca9gxc0b9nemca9s5s0b9yn2caa3e80baa3acaaemo0balbqcaapv40bawk6cab13k0bb7smcabcjs0bbitacab\
    ns80bbttycabz0o0bc4mucaca940bcfnicaclhk0bcqgecacryw0bcs6mcacwxs0bd1h2cad2rs0bd3f2cad8680bdchq\
    caddsg0bdenicadjeo0bdnamcadot40bdpvycadun40bdybacadzm00be1c6cae5vk0be9bycaeamo0beckmcaeh400be\
    k4ucaelnc0bent2caesk80bev5icaewg80bez1icaf3so0bf5yecaf7gw0bfa9ycaff140bfgz2cafi9s0bflq6cafq9k\
    0bfrzqcaftag0bfwymcag1i00bg2smcag4b40bg872cagcy80bgdtacagf400bgjficago6o0bgom6cagq4o0bgunycag\
    zf40bgzmucah15c0bh5wecahby80bhhcmcahmyw0bhsl2cahxrs0bi3ticai8sg0bif1ycaijt40biqaecaiv1k0bj1qm\
    caj6a00bjcz2cajhig0bjo7icajsqw0bjzfycak4740bkaoecakffk0bklwucakqo00bkxd2cal1wg0bl8licald4w0bl\
    jm6calol40blumucalztk0bm5nicamb200bmggecammag0bmrh2camsrs0bmszicamxiw0bn2hqcan3sg0bn47ycan8rc\
    0bndamcanet40bnfgecank7k0bnobacanpm00bnqoucanvg00bnz46cao0mo0bo1xacao6og0boa4ucaobnc0boddicao\
    hww0bol5icaomg80boolycaot5c0bovyecaoxgw0bozuecap4lk0bp6z2cap89s0bpb2ucapfu00bphzqcapjag0bpmba\
    capr2g0bpssmcapub40bpxjqcaq2aw0bq3tacaq5400bq8zycaqdjc0bqem6caqg4o0bqk8ecaqors0bqpmucaqr5c0bq\
    vgucar0800br0nicar1y80br6paca/120,180,3:4:4:3000,10:4:4:3000
    420,480/0ewfob0jni0a0p9rob0uvy0a10i7ob164e0a1bqnob1hcu0a1mz3ob1sla0a1y7job241i0a4rr3ob4xd6oa5\
    2zjob58lmoa/420
    480,540/02m60b09ba0a0dum0b0kjq0a0pau0b0vs60a10ja0b170m0a1brq0b1igu0a1n060b1tpa0a1y8m0b24xq0a2\
    9h20b2g660a2kxa0b2rem0a2w5q0b32n20a37e60b3e3a0a3imm0b4n10ca/480
    120,180/02mecb09bica0duucb0kjyca0pb2cb0vseca10jicb170uca1brycb1ih2ca1n0ecb1tpica1y8ucb24xyca2\
    9hdob2g6hoa2kxlob2rexoa2w61ob32ndoa37ehob3e3loa3io1ob3pc1oa3tvdob40khoa45blob4bsxoa4gl5ob4n1d\
    oa4rshob4ypdoa530xob582z0b/180 540//540
    120,180/037k0b08lwoa0ebicb0ji4oa0p8ucb0v64oa10hacb16b8oa1c32cb1h9ooa1n600b1t26ca1yeg0b242uca2\
    9mw0b2evqca2kvc0b2qrica2w3s0b31s6ca37c80b3cl2ca3isg0b3oguca3u0w0b3zhica459c0b/120,180,3:4:4:1\
    560,10:5:0:120 270//270 300,360/0pinob0v4u0a2mvbob2rla0a2wonob32uu0a/300 360//360 345//345
    540,600,660/02m4cb09b8ca0dukcb0kjoca0pascb0vs4ca10j8cb170kca192x0b1brmoc1igqob1n02oc1tp6ob1y8\
    ioc24xmob29gyoc2g62ob2kx6oc2reiob2w5moc32myob37e2oc3e36ob3imioc3nv9ob4n0yoa/540
    420,480/02m7ob09bboa0dunob0kjroa0pavob0vs7oa10jbob170noa1brrob1igvoa1n07ob1tpboa1y8nob24xroa2\
    9h3ob2g67oa2kxbob2renoa2w5rob32n3oa37e7ob3e3boa3imnob4n120a/420
    660,720,600/02m10b09b50a0duh0b0kjl0a0pap0b0vs10a10j50b170h0a1brl0b1igp0a1n010b1tp50a1y8h0b24x\
    l0a29gx0b2g610a2kx50b2reh0a2w5l0b32mx0a37e10b3e350a3imh0b4n0vcc53vmoa/660
    180//120,180,3:5:0:180,10:5:0:240
    420,480,360/02m7ob09bboa0dunob0kjroa0pavob0vs7oa10jbob170noa1brrob1igvoa1n07ob1tpboa1y8nob24x\
    roa29h3ob2g67oa2kxbob2renoa2w5rob32n3oa3e3dcc3impca/420
    360,420/02m9cb09bdca0dupcb0kjtca0paxcb0vs9ca10jdcb170pca1brtcb1igxca1n09cb1tpdca1y8pcb24xtca2\
    9h5cb2g69ca2kxdcb2repca2w5tcb32n5ca37e9cb3e3dca3impcb4n13oa56oxcb/420
    360,420/02m9cb09bdca0dupcb0kjtca0paxcb0vs9ca10jdcb170pca1brtcb1igxca1n09cb1tpdca1y8pcb24xtca2\
    9h5cb2g69ca2kxdcb2repca2w5tcb32n5ca37e9cb3e3dca3impcb4n13oa/360 540,510/4w2h0b5qqx0a/540
    300,360/02mb0b09bf0a0dur0b0kjv0a0paz0b0vsb0a10jf0b170r0a1brv0b7kee0a/300
    300,360/02mb0b09bf0a0dur0b0kjv0a0paz0b0vsb0a10jf0b170r0a1brv0b5xum0a/300 390//390
    600,660/02m2ob09b6oa0duiob0kjmoa0paqob0vs2oa10j6ob170ioa1brmob1igqoa1n02ob1tp6oa1y8iob24xmoa2\
    9gyob2g62oa2kx6ob2reioa2w5mob32myoa37e2ob3e36oa3imiob4n0x0a530iob/660
    660,720/02m10b09b50a0duh0b0kjl0a0pap0b0vs10a10j50b170h0a1brl0b1igp0a1n010b1tp50a1y8h0b24xl0a2\
    9gx0b2g610a2kx50b2reh0a2w5l0b32mx0a37e10b3e350a3imh0b4n0vca/660
    240,300,180/02m9cb09bboa0dupcb0kjroa0paxcb0vs7oa10jdcb170noa1brtcb1ekvoa1ih2cc1n0eca/240
    210,270/02gq6b0854ia0dre6b0jfsia0p0y6b0upcia10ai6b15ywia1bk26b1h8gia1muq6b1sj4ia2kne6b2qbsia2\
    vy26b31mgia377m6b3cw0ia3ih66b3o5kia3tqq6b3zf4ia451e6b4apsia4gay6b4lzcia4rki6b4x8wia52u26b58ig\
    ia5e4q6b5jt4ia5pea6b5v2oia60nu6b66c8ia6bxe6b6hlsia6n826b6swgia6yhm6b7460ia/210
    420,480,360/02m7ob09bboa0dunob0kjroa0pavob0q9boa0vs9cc10jdca170pcc1brtca1igxcc1n09ca1tpdcc1y8\
    pca24xtcc29h5ca2g69cc2kxdca2repcc2w5tca32n5cc37e9ca3e3dcc3impca4n13oc54ypca/420
    660,720,600/02m10b09b50a0duh0b0kjl0a0pap0b0vs10a10j50b170h0a1brl0b1igp0a1n010b1tp50a1y8h0b24x\
    l0a29gx0b2g610a2kx50b2reh0a2w5l0b32mx0a37e10b3e350a3imh0b3nv80a4n0x0c/600
    600,660/02m2ob09b6oa0duiob0kjmoa0paqob0vs2oa10j6ob170ioa1brmob1igqoa1n02ob1tp6oa1y8iob24xmoa2\
    9gyob2g62oa2kx6ob2reioa2w5mob32myoa37e2ob3e36oa3imiob4n0x0a/600
    540,600/02m4cb09b8ca0dukcb0kjoca0pascb0vs4ca10j8cb170kca1brocb1igsca1n04cb1tp8ca1y8kcb24xoca2\
    9h0cb2g64ca2kx8cb2rekca2w5ocb32n0ca37e4cb3e38ca3imkcb4n0yoa/540
    300,360/02mb0b09bf0a0dur0b0kjv0a0paz0b0vsb0a10jf0b170r0a1brv0b1igz0a1n0b0b1tpf0a1y8r0b24xv0a2\
    9h70b2g6b0a2kxf0b2rer0a2w5v0b32n70a37eb0b3e3f0a3imr0b4n15ca/300
    240,300/02mcob09bgoa0dusob0kjwoa0pb0ob0vscoa10jgob170soa1brwob1ih0oa1n0cob1tpgoa1y8sob24xwoa2\
    9h8ob2g6coa2kxgob2resoa2w5wob32n8oa37ecob3e3goa3imsob3pbwoa/240 0//-60,0,3:5:0:0,10:5:0:60
    60//0,60,3:5:0:60,10:5:0:120 -60//-60 -120//-120
    -180,-240/039x0b07taoa0eigcb0iu20a0pyocb0u2i0a1174cb15iq0a1cfkcb1gr60a1no0cb1rzm0a1ywgcb23820\
    a2a4wcb2egi0a2ll4cb2pwq0a2wtkcb31560a3820cb3cdm0a/-180
    660,600/02m2ob07d6oa0duiob0kjmoa0paqob0vs2oa10j6ob170ioa1brmob1igqoa1n02ob1tp6oa1ygaob24xmoa2\
    9gyob2g62oa2l4yob/600,660,10:1:0:120,4:1:0:180
    630,570/02m3ib09b7ia0dujib0kjnia0parib0vs3ia10j7ib170jia1brnib1igria1n03ib1tp7ia1ygbib24xnia2\
    9gzib2g63ia2l4zib/570,630,10:1:0:120,4:1:0:180
    660,600/02m2ob07d6oa0duiob0jwaoa0paqob0v4qoa10j6ob16d6oa1brmob1hlmoa1n02ob1su2oa1ygaob242ioa2\
    9gyob2fiqoa/600,660,10:1:0:120,4:1:0:180 570//570
    525,585/260krb29h0ra2g64rb2kx8ra2rekrb2w5ora/525
    660,630/02m10b07d5ua0duh0b0kjlua0pap0b0vs1ua10j50b170hua1brl0b1igpua1n010b1tp5ua1yg90b24xlua2\
    9gx0b2g61ua2l4x0b/630,660,10:1:0:120,4:1:0:120
    480,540/260m0b29h20a2g660b2kxa0a2rem0b2w5q0a/480
    -300,-360/02710b08w6oa0dfh0b0k4moa0onx0b0vd2oa0zwd0b16lioa1bcl0b1htyoa1ml10b1t2eoa1xth0b24imo\
    a291x0b2fr2oa2kxp0b2qzioa2vql0b327yoa37md0b3dgeoa3jxp0b3n6eoa3uyd0b3yueoa466t0b4aamoa4hf90b4l\
    j2oa54jh0b57cmoa5frx0b5il2oa5r0d0b5ttioa615x0b65x2oa6ced0b6h5ioa6nmt0b6sdyoa6yv90b73u6oa7a3p0\
    b/-360,-300,9:1:6:1320,4:1:6:1320 60//60,0,10:5:0:120,3:5:0:60 -600//-600 -660//-660
    -720//-720 -480//-480 -540//-540 660//660 720//720 780//780 840//840
    180,240/02mecb09bica0duucb0kjyca0pb2cb0vseca10jicb170uca1brycb1ih2ca1n0ecb1tpica1y8ucb24xyca2\
    9hacb2g6eca2kxicb2reuca2w5ycb32naca37eecb3e3ica3imucb4n18oa530ucb/240
    0//0,60,3:5:0:60,10:5:0:120 120//120,180,3:5:0:180,10:5:0:240
    120,180/02mg0b09bk0a0duw0b0kk00a0pb40b0vsg0a10jk0b170w0a1bs00b1ih40a1n0g0b1tpk0a1y8w0b24y00a2\
    9hc0b2g6g0a2kxk0b2rew0a2w600b32nc0a37eg0b3e3k0a3imw0b3pc00a3tvc0b40kg0a45bk0b4bsw0a4gk00b4n1c\
    0a4rsg0b4y9s0a530w0b59q00a5e9c0b5kyg0a5phs0b5w6w0a60y00b67fc0a6c6g0b6ins0a6new0b6u400a6w0soa/\
    120,180,3:5:0:180,10:5:0:240
    120,180/02mg0b09bk0a0duw0b0kk00a0pb40b0vsg0a10jk0b170w0a1bs00b1ih40a1n0g0b1tpk0a1y8w0b24y00a2\
    9hc0b2g6g0a2kxk0b2rew0a2w600b32nc0a37eg0b3e3k0a3imw0b4n1aca/120
    180,240/02mecb09bica0duucb0kjyca0pb2cb0vseca10jicb170uca1brycb1ih2ca1n0ecb1tpica1y8ucb24xyca2\
    9hacb2g6eca2kxicb2reuca2w5ycb32naca37eecb3e3ica3imucb4n18oa/180
    120,180/02mg0b09bk0a0duw0b0kk00a0pb40b0vsg0a10jk0b170w0a1bs00b1ih40a1n0g0b1tpk0a1y8w0b24y00a2\
    9hc0b2g6g0a2kxk0b2rew0a2w600b32nc0a37eg0b3e3k0a3imw0b/180
    120/0bbooa/120,180,3:5:0:180,10:5:0:240
    240,300,180/02mcob09bgoa0dusob0kjwoa0pb0ob0vscoa10jgob170soa1brwob1ih0oa1n0cob1tpgoa1y8sob24x\
    woa29h8ob2g6coa2kxgob2resoa2w5wob32n8oa3e3icc3imuca/240
    180,240/02mecb09bica0duucb0kjyca0pb2cb0vseca10jicb170uca1brycb1ih2ca1n0ecb1tpica1y8ucb24xyca2\
    9hacb2g6eca2kxicb2reuca2w5ycb32naca37eecb3e3ica3imucb4n18oa5asucb/240
    120,180,240/02mhob09bloa0duxob0kk1oa0pb5ob0vshoa10jlob170xoa1bs1ob1ih5oa1n0hob1tploa1y8xob24y\
    1oa29hdob2g6hoa2kxlob2rexoa2w61ob32ndoa37ehob3e3loa3imxob3pc1oa3tvdob40khoa45blob4bsxoa4gk00c\
    4n18ob/180 120/0o4soa/120,180,3:5:0:180,10:5:0:240 120/0xtooa/120,180,3:5:0:180,10:5:0:240
    180,240/02mecb09bica0duucb0kjyca0pb2cb0vseca10jicb170uca1brycb1ih2ca1n0ecb1tpica1y8ucb24xyca2\
    9hacb2g6eca2kxicb2reuca2w5ycb32naca37eecb3e3ica3imucb4n18oa5w6ucb6klooa/180
    240,300/2resob2w5v0a/240
    825,765/02e7cb08fzca0dmncb0jw7ca0ov3cb0v4nca103jcb16d3ca1bjrcb1hljca1ms7cb1stzca1y0ncb242fca2\
    993cb2favca/765,825,9:5:0:165,4:1:0:225
    -660,-600,840,780/3d16cb3iu7ca3o8ncb3r88oc3u2ncd3zovcc45ivcd4axbcc4grbcd4m5rcc4rzrcd4xe7cc538\
    7cd58mncc5egncd5jv3cc5pp3cd5vbbcc615bcd66jrcc6cdrcd6hs7cc6nm7cd/780 600,660/4oyyob/660
    -660,780/3r8acb/780
    780,720/01qvcb33prca37dzcb3dvbca3hz3cb3p3rca3rwvcb40c7ca435bcb4bsfca4edpob4n8nca4pm7cb4yh3ca5\
    0uncb59xbca5c33cb5l5rca5nbjcb5we7ca5yjzcb67ufca69sfcb6kdjca6l8ncb/720 600/0b07ca/600
    -570//-570 690,660/4xm06b63rpob/660,720,10:1:0:120,4:1:0:180
    840,780/02e5ob09itoa0c440b0kr9oa0nck0b59x9oa5c31ob/780
    """
}
