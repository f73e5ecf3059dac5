// Written by scripts/generate-zone-table.py from tzdata 2026f.

extension ZoneTable {
  /// Offsets, transitions and the yearly rule of each zone, by number: the first half.
  static let ruleText = """
    0//0 180//180 60//60 120//120
    120,180/03n0ob08e30a0evgob0jmj0a0q3wob0uuz0a11ccob163f0a1cskob1hjn0a1o10ob1ss30a1z9gob23sr0a2\
    ahwob2eln0a2lqcob2pmb0a2wysob30mz0a38f0ob3blf0a3cisob3d630a4i04ob4jar0a4kdoob4m3v0a7awcob/120\
    ,180,4:5:5:0,10:5:4:1440
    0,60/2mvk0b2ppqca2y540b30n2ca38hc0b3bi6ca3iuo0b3miuca3uybcb3xhfca3yfvcb3zpfca466rcb48cjca49eb\
    cb4bszca4gk3cb4jc3ca4kezcb4n1fca4rsjcb4u63ca4v8zcb4y9vca530zcb556rca569ncb59q3ca5e9fcb5fznca5\
    habcb5kyjca5phvcb5r0bca5s37cb620zca633vcb6ctvca6e4jcb6nujca6oxfcb6ynfca6zy3cb79o3ca7aqzcb7kor\
    ca7lrncb7vhnca7wsbcb86ibca87l7cb8d7doa/0 120//60,120,3:5:0:120,10:5:0:180
    120,180/00g0ob6lpn0a/120 120,180/00g0ob5l1n0a/120 0,60/5mxlob5y75oa/0
    120,60/40yw0b459c0a4bqo0a/120 60,120/1o3acb1ss80a1y8xob24y1oa29hdob2g6hoa2kxlob2rexoa/60
    120,60/02u80b07ldoa0e2o0b0ittoa0piw0b0u29oa10rc0b15ihoa1bzs0b1gqxoa1n880b1rzdoa1ygo0b237toa29\
    p40b2eg9oa2l5c0b2pwhoa2wds0b314xoa37m80b3cddoa3iuo0b3nltoa3u340b3yu9oa45jc0b4a2poa4grs0b4lixo\
    a4s080b4wrdoa538o0b57ztoa5eh40b5j89oa/120
    -600,-540/02us0b09c2ca0e380b0kkica0pjg0b0vsyca10rw0b171eca1c0c0b1ihmca1n8s0b1tq2ca1yh80b24yic\
    a292c0b/-600,-540,3:2:0:120,11:1:0:120
    -540,-480/02uqcb09c0oa0e36cb0kkgoa0pjecb0vswoa10rucb171coa1c0acb1ihkoa1n8qcb1tq0oa1yh6cb24ygo\
    a292acb/-540,-480,3:2:0:120,11:1:0:120 -240//-240
    -120,-180/01rfcb08od0a0cs3cb0k4l0a0o0jcb0w0d0a0z8zcb40ct0a440zcb/-180
    -180,-120/2i4l0b2ki3ca2r790b2vqjca/-180 -180,-240,-120/1dsd0b1edioa2i4l0c2ki3ca/-180
    -180,-120/2i4l0b2ki3ca/-180 -180,-240,-120/1did0b1heeoa2i4l0c2ki3ca/-180
    -180,-240,-120/1dr90b1fgeoa2i4l0c2ki3ca/-180
    -180,-240,-120/1dr90b1fgeoa2i4l0c2iszca2kad0b2qzioa2vit0b327yoa/-180
    -180,-240,-120/1dsd0b1e5qoa2i4l0c2ki3ca2r790c2vqjca/-180
    -180,-240,-120/1dq50b1edioa2i4l0c2ki3ca/-180
    -180,-240/01z90b08gmoa0d7p0b0jwuoa0pj10b0u2eoa10rh0b15imoa1bzx0b1i1qoa1ml10b1ta6oa1xth0b24imo\
    a291x0b2fyuoa2kad0b2r7aoa2vit0b32fqoa37u50b3d8moa3j2l0b3oh2oa3ub10b3zxaoa453x0b4b5qoa4gcd0b4m\
    e6oa4rkt0b4xmmoa53110b58v2oa5e9h0b5k3ioa5phx0b5vjqoa60qd0b66s6oa6byt0b6i0moa6nf10b6t92oa6ynh0\
    b74hioa79vx0b7fpyoa7l4d0b7r66oa7rg50a/-180 -300//-300
    -120,-180/01rfcb08od0a0cs3cb0k4l0a0o0jcb0w0d0a0z8zcb3owl0a3t0bcb/-180
    -420,-360,-300/02un0b09bxca0f5z0b0jp9ca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b\
    24ydca29pj0b2g6tca2l5r0b2rf9ca2we70b32npca37mn0c3e3vob3iv1cc3pcbob3u3hcc40krob45jpcc4bt7ob4gs\
    5cc4n1nob4s0lcc4ya3ob5391cc59qbob5ehhcc5kyrob5ppxcc5w77ob6165cc67fnob6celcc6io3ob6nn1cc6u4bob\
    6yvhcc75crob/-360 -180//-180 -360//-360 -180,-240/01rh0b08oeoa08w50b/-240
    -420,-360/02un0b09bxca0e330b0kkdca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29270b/-420,-360,3:2:0:120,11:1:0:120
    -360,-300,-420/02ulcb09jkca0kkdcc0pjb0a0vstcc10rr0a1719cc1c070a1ihhcc1n8n0a1tpxcc1yh30a24ydcc\
    29270a/-420,-360,3:2:0:120,11:1:0:120
    -180,-240/01rh0b08oeoa0cs50b0k4moa0o0l0b0w0eoa0z910b16taoa1ahh0b1ijioa1lxp0b1ta6oa1x650b255yo\
    a28md0b2fr2oa2jn10b2r7aoa2uvh0b32fqoa36bp0b3do6oa3hk50b3owmoa3t0d0b40cuoa44110b4blaoa4f9h0b4m\
    tqoa4qpp0b4y26oa51y50b59amoa5d6l0b5kj2oa5of10b5weuoa5znh0b/-240
    -360,-300/02ulcb09bvoa0f5xcb0jp7oa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb24ybo\
    a29phcb2g6roa2l5pcb2rf7oa2we5cb32nnoa37mlcb3e3voa3iv1cb3pcboa3u3hcb40kroa45jpcb4bt7oa4gs5cb4n\
    1noa4q2lcb/-300 -240,-270/2hhfob5443oa/-240
    -360,-300/02ulcb09bvoa0e31cb0kkboa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb24ybo\
    a2925cb/-360,-300,3:2:0:120,11:1:0:120
    -420,-360/02un0b09bxca0f5z0b0jp9ca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29pj0b2g6tca2l5r0b2rf9ca2we70b32npca37mn0b3e3xca3iv30b3pcdca3u3j0b40ktca45jr0b4bt9ca4gs70b4n\
    1pca4s0n0b4ya5ca53930b59qdca5ehj0b5kytca5ppz0b5w79ca61670b67fpca6cen0b6io5ca6nn30b6u4dca6yvj0\
    b75ctcb/-360
    -420,-360/02un0b09bxca0f5z0b0jp9ca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29pj0b2g6tca2l5r0b2rf9ca2we70b32npca36zb0b3ebpca3i7r0b3pk5ca3tg70b40slca44on0b4c11ca4fx30b4n\
    9hca4r5j0b4yhxca52lr0b59y5ca5du70b5l6lca5p2n0b5wf1ca60b30b67nhca6bjj0b6ivxca6mzr0b6uc5ca6y870\
    b76b60a/-420,-360,3:2:0:120,11:1:0:120
    -180,-240/02710b08w6oa0dfh0b0k4moa0onx0b0vd2oa0zwd0b16lioa1bcl0b1htyoa1ml10b1t2eoa1xth0b24imo\
    a291x0b2fr2oa2kxp0b2qzioa2vql0b327yoa37md0b3dgeoa3jxp0b3n6eoa3uyd0b3yueoa466t0b4aamoa4hf90b4l\
    j2oa54jh0b57cmoa5frx0b5il2oa5r0d0b5ttioa615x0b65x2oa6ced0b6h5ioa6nmt0b6sdyoa6yv90b73u6oa7a3p0\
    b7euuoa7ljx0b7qb2oa7w9h0a/-180 -420//-420
    -180,-240/01rh0b08oeoa0cs50b0k4moa0o0l0b0w0eoa0z910b1ijioa1lxp0b1ta6oa1x650b255yoa28md0b2fr2o\
    a2jn10b2r7aoa2uvh0b32fqoa36bp0b3do6oa3hk50b3owmoa3t0d0b40cuoa44110b4blaoa4f9h0b4mtqoa4qpp0b4y\
    26oa51y50b59amoa5d6l0b5kj2oa5of10b5weuoa5znh0b/-240
    -480,-420/02uoob09bz0a0e34ob0kkf0a0pjcob0vsv0a10rsob171b0a1c08ob1ihj0a1n8oob1tpz0a1yh4ob24yf0\
    a2928ob2gen0a2kaoob2rn30a2vj4ob32vj0a36zcob3ebr0a3i7sob3pk70a3tg8ob40sn0a44ooob4c130a4fx4ob4n\
    9j0a4r5kob4yhz0a52lsob59y70a5du8ob5l6n0a5p2oob5wf30a60b4ob67nj0a6bjkob6ivvob/-420
    -300,-240/02ujob09bu0a0e2zob0kka0a0pj7ob0vsq0a10rnob17160a1c03ob1ihe0a1n8job1tpu0a1ygzob24ya0\
    a2923ob/-300,-240,3:2:0:120,11:1:0:120
    -420,-360/02un0b09bxca0e330b0kkdca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29270b2gelca2kan0b2rn1ca2vj30b32vhca36zb0b3ebpca3i7r0b3pk5ca3tg70b40slca44on0b4c11ca4fx30b4n\
    9hca4r5j0b4yhxca52lr0b59y5ca5du70b5l6lca5p2n0b5wf1ca60b30b67nhca6bjj0b6ivxca6mzr0b6uc5ca6y870\
    b75klca79gn0b7gt1ca7kp30b7s1hca7vxj0b839xca875z0b8eidcb/-360 -300,-240/2nlccb4c8moa/-300
    -480,-420/02uoob09bz0a0e34ob0kkf0a0pjcob0vsv0a10rsob171b0a1c08ob1ihj0a1n8oob1tpz0a1yh4ob24yf0\
    a29pkob2g6v0a2l5sob2rfb0a2we8ob32nr0a34r9ca/-480,-420,3:2:0:120,11:1:0:120
    -480,-420/02uoob09bz0a0e34ob0kkf0a0pjcob0vsv0a10rsob171b0a1c08ob1ihj0a1n8oob1tpz0a1yh4ob24yf0\
    a2928ob2gen0a2kaoob2rn30a2vj4ob32vj0a36zcob3ebr0a3i7sob3pk70a3tg8ob40sn0a44ooob4c130a4fx4ob4n\
    9j0a4r5kob/-420 -300,-240/1ygzob24ya0a2923ob/-300,-240,3:2:0:120,11:1:0:120
    -120,-180/01rfcb08od0a093vcb0k4l0a0o0jcb/-180
    -240,-180/02ui0b09bsca0e2y0b0kk8ca0pj60b0vsoca10rm0b1714ca1c020b1ihcca1n8i0b1tpsca1ygy0b24y8c\
    a29220b/-240,-180,3:2:0:120,11:1:0:120
    -180,-120/02mhob09bloa0duxob0kk1oa0pb5ob0vshoa10jlob170xoa1bs1ob1ih5oa1n0hob1tploa1y8xob24y1o\
    a29hdob2g6hoa2kxlob2rexoa2w61ob32ndoa37ehob3e3loa3imxob3pc1oa3tvdob40khoa45blob4bsxoa4gk1ob4n\
    1doa4rshob4y9toa530xob59q1oa5e9dob5kyhoa5phtob5w6xoa60y1ob67fdoa6c6hob6intoa6nexob6u41oa6yndo\
    b75choa79vtob7gkxob/-120,-60,3:5:0:-60,10:5:0:0
    -240,-180/02uepb09bp1a0e2upb0kk51a0pj2pb0vsl1a10ripb17111a1bzypb1ih91a1n8epb1tpp1a1ygupb24y51\
    a291ypb2ged1a2kaepb2rmt1a2viupb32v91a36z2pb3ebh1a3i7ipb3ped0b/-240,-180,3:2:0:120,11:1:0:120
    -300,-240/02ujob09bu0a0e2zob0kka0a0pj7ob0vsq0a10rnob17160a1c03ob1ihe0a1n8job1tpu0a1ygzob24ya0\
    a2923ob2gei0a2kajob2rmy0a2vizob32ve0a36z7ob3ebm0a3i7nob3pk20a3tg3ob40si0a44ojob4c0y0a4fwzob4n\
    9e0a4r5fob5p2job/-300,-240,3:2:0:120,11:1:0:120 -360,-300/1zc20b2434ca/-360
    -300,-240/02ugcb09bsca0e2wcb0kk8ca0pj4cb0vsoca10rkcb1714ca1bs8cb24y8ca2920cb2g6oca2ki8cb2rf4c\
    a2viwcb32nkca36z4cb3e3sca3ifccb3prsca3u3ccb40sgca44ogcb4c0wca4fwwcb4n9cca4r5ccb4yhsca52lkcb59\
    y0ca5du0cb5l6gca5p2gcb5wewca60awcb67ncca6bjccb6ivsca6mzkcb6uc0ca6y80cb75kgca79ggcb7gswca7kowc\
    b7s1cca7vxccb839sca875scb8pygca/-300,-240,3:2:0:0,11:1:0:60
    -300,-360/24ybob2925ca/-360,-300,3:2:0:120,11:1:0:120
    -300,-360/24ybob2925ca2gejoa/-300,-240,3:2:0:120,11:1:0:120
    -300,-360,-240/24ybob2925cc/-300,-240,3:2:0:120,11:1:0:120
    -360,-300,-240/02ulcb0e2zoc0kka0b0pj7oc0vsq0b10rnoc17160b1c03oc1ihe0b1n8joc1tpu0b1ygzoc24ya0b\
    2923oc/-300,-240,3:2:0:120,11:1:0:120
    -480,-420/02uoob09bz0a0e34ob0kkf0a0pjcob0vsv0a10rsob171b0a1c08ob1ihj0a1n8oob1tpz0a1yh4ob24yf0\
    a2928ob/-480,-420,3:2:0:120,11:1:0:120 -360,-300/1nga0b1suoca1zc5cb24360a/-360
    -360,-300/02ulcb09bvoa0f5xcb0jp7oa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb24ybo\
    a29phcb2g6roa2l5pcb2rf7oa2we5cb32nnoa34r60a/-360,-300,3:2:0:120,11:1:0:120
    -420,-360/02un0b09bxca0f5z0b0jp9ca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29pj0b2g6tca2l5r0b2rf9ca2we70b32npca37mn0b3e3xca3iv30b3pcdca3u3j0b40ktca45jr0b4bt9ca4gs70b4n\
    1pca4s0n0b4ya5ca53930b59qdca5ehj0b5kytca5ppz0b5w79ca61670b67fpca6cen0b6io5ca6nn30b6u4dca6yvj0\
    b75ctca/-420
    -360,-300/02ulcb09bvoa0f5xcb0jp7oa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb24ybo\
    a29phcb2g6roa2l5pcb2rf7oa2we5cb32nnoa37mlcb3e3voa3iv1cb3pcboa3u3hcb40kroa45jpcb4bt7oa4gs5cb4n\
    1noa4s0lcb4ya3oa5391cb59qboa5ehhcb5kyroa5ppxcb5w77oa6165cb67fnoa6celcb6io3oa6nn1cb6u4boa6yvhc\
    b75croa/-360
    -480,-540/4yi0ob52luca59y8ob5duaca5l6oob5p2qca5ysoob/-540,-480,3:2:0:120,11:1:0:120
    -180,-120/02ugcb09bqoa0e2wcb0kk6oa0pj4cb0vsmoa10rkcb1712oa1c00cb1ihaoa1n8gcb1tpqoa1ygwcb24y6o\
    a2920cb/-180,-120,3:2:0:120,11:1:0:120
    -240,-180/02uepb09bp1a0e2upb0kk51a0pj2pb0vsl1a10ripb17111a1bzypb1ih91a1n8epb1tpp1a1ygupb24y51\
    a26xaoa/-240,-180,3:2:0:120,11:1:0:120
    -180,-120/1h6l0b1n0moa1t2gcb1xtioa2434cb291yoa2fjccb2kaeoa2qrscb2viuoa3208cb36z2oa3d8ocb3i7io\
    a3oh4cb3tfyoa3zxccb44oeoa4b5scb4fwuoa4me8cb4r5aoa/-180
    -60,-120/01rdob08obca08w1ob0k4jca0o0hob/-120
    -420,-360/02un0b09bxca0e330b0kkdca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29270b2gelca2kan0b2rn1ca2vj30b32vhca36zb0b3ebpcb/-360,-300,3:2:0:120,11:1:0:120
    -420,-360,-300/02un0b09bxca0e330b0kkdca0pjb0b0vstca10rr0b1c05cc1ihfob1n8lcc1tpvob1yh1cc24ybob\
    2925cc/-360,-300,3:2:0:120,11:1:0:120
    -420,-360/02un0b09bxca0f5z0b0jp9ca0pjb0b0vstca10rr0b1719ca1c070b1ihhca1n8n0b1tpxca1yh30b24ydc\
    a29pj0b2g6tca2l5r0b2rf9ca2we70b32npca36zb0b3ebpca3i7r0b3pk5ca3tg70b40slca44on0b4c11ca4fx30b4n\
    9hca4r5j0b4yhxca52lr0b59y5ca5du70b5l6lca5p2n0b5wf1ca60b30b67nhca6bjj0b6ivxca6mzr0b6uc5ca6y870\
    b76b60b/-360,-300,3:2:0:120,11:1:0:120
    -300,-240/1n8gcb1tpqoa1ygwcb24y6oa3tg3ob40si0a44ojob4c0y0a4fwzob4n9e0a4r5fob4yhu0a5du3ob/-300\
    ,-240,3:2:0:120,11:1:0:120
    -180,-240/02710b08w6oa0dfh0b0k4moa0onx0b0vd2oa0zwd0b16lioa1bcl0b1htyoa1ml10b1t2eoa1xth0b24imo\
    a291x0b2fr2oa2kxp0b2qzioa2vql0b327yoa37md0b3dgeoa3jxp0b3n6eoa3uyd0b3yueoa466t0b4aamoa4hf90b4l\
    j2oa54jh0b57cmoa5at10a/-180
    -360,-300/02ulcb09bxca0e31cb0kkdca0pj9cb0vstca10rpcb1719ca1c05cb1ihhca1n8lcb1tpxca1yh1cb24ybo\
    a2925cb2gejoa2kalcb2rmzoa2vj1cb32vfoa36z9cb3ebnoa3i7pcb3pk3oa3tg5cb40sjoa44olcb4c0zoa4fx1cb4n\
    9foa4r5hcb4yhvoa52lpcb59y3oa5du5cb5l6joa5p2lcb5wezoa60b1cb67nfoa6bjhcb6ivvoa6mzpcb6uc3oa6y85c\
    b75kjoa79glcb7gszoa7kp1cb7s1foa7vxhcb839voa875xcb8eibob/-300
    -360,-300/02ulcb0kkboa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb24yboa2925cb/-360\
    ,-300,3:2:0:120,11:1:0:120 -120,-180/01rfcb08od0a08w3cb0k4l0a0o0jcb/-180
    -360,-300/02ulcb0kkboa0pj9cb0vsroa10rpcb1717oa1c05cb1ihfoa1n8lcb1tpvoa1yh1cb2925cb/-360,-300,\
    3:2:0:120,11:1:0:120 -240,-180/2nlaob/-180
    -180,-240/02710b08w6oa0dfh0b0k4moa0onx0b0vd2oa0zwd0b16lioa1bcl0b1htyoa1ml10b1t2eoa1xth0b24imo\
    a291x0b2fr2oa2kxp0b2qzioa2vql0b327yoa37md0b3dgeoa3jxp0b3n6eoa3uyd0b3yueoa466t0b4aamoa4hf90b4l\
    j2oa54jh0b57cmoa5frx0b5il2oa5r0d0b5ttioa615x0b65x2oa6ced0b6h5ioa6nmt0b6sdyoa6yv90b73u6oa7a3p0\
    b/-240,-180,9:1:6:1440,4:1:6:1440 -240,-300/09bu0b0aeq0a/-240
    -120,-180/01rfcb08od0a0cs3cb0k4l0a0o0jcb0w0d0a0z8zcb16t90a1ahfcb1ijh0a1lxncb1ta50a1x63cb255x0\
    a28mbcb2fr10a2jmzcb2r790a2uvfcb32fp0a36bncb3do50a3hk3cb3owl0a3t0bcb40ct0a440zcb4bl90a4f9fcb4m\
    tp0a4qpncb4y250a51y3cb59al0a5d6jcb5kj10a5oezcb5wet0a5znfcb/-180
    -60,0/02mhob09bloa0duxob0kk1oa0pb5ob0vshoa10jlob170xoa1bs1ob1ih5oa1n0hob1tploa1y8xob24y1oa29h\
    dob2g6hoa2kxlob2rexoa2w61ob32ndoa37ehob3e3loa3imxob3pc1oa3tvdob40khoa45blob4bsxoa4gk1ob4n1doa\
    4rshob4y9toa530xob59q1oa5e9dob5kyhoa5phtob5w6xoa60y1ob67fdoa6c6hob6intoa6nexob6u41oa6yndob75c\
    hoa79vtob7gkxoa7lc1oa/-120,-60,3:5:0:-60,10:5:0:0
    -210,-150/02udvb09bo7a0e2tvb0kk47a0pj1vb0vsk7a10rhvb17107a1bzxvb1ih87a1n8dvb1tpo7a1ygtvb24y47\
    a291xvb2gec7a2kadvb2rms7a2vitvb32v87a36z1vb3ebg7a3i7hvb3pec6b/-210,-150,3:2:0:120,11:1:0:120
    -360,-300/1zju0b22e0ca/-360
    -480,-420/02uoob09bz0a0e34ob0kkf0a0pjcob0vsv0a10rsob171b0a1c08ob1ihj0a1n8oob1tpz0a1yh4ob24yf0\
    a2928ob2gen0a2kaoob2rn30a2vj4ob32vj0a36zcob3ebr0a3i7sob3pk70a3tg8ob40sn0a44ooob4c130a4fx4ob4n\
    9j0a4r5kob4yhz0a52lsob59y70a5du8ob5l6n0a5p2oob5wf30a60b4ob67nj0a6bjkob6ivz0a6mzsob6uc70a6y88o\
    b75kn0a79goob7gt30a7kp4ob7s1j0a7vxkob839z0a8760ob8eif0b/-420
    480,660/32fa0b36oh0a3p9i0b3svgca59gqob5p1wca5vjdcb60i2oa66pjob6biqoa6i02pb6mytoa6t8ipb6y79oa7\
    4gypb79cioa/480 420,300/32fbob36vdca3p9job3svlca/420 600//600
    660,600/02m2ob07d6oa0duiob0jwaoa0paqob0v4qoa10j6ob16d6oa1brmob1hlmoa1n02ob1su2oa1ygaob242ioa2\
    9gyob2fiqoa2l4yob2qr6oa2wdeob31zmoa3fzxoa/600,660,10:1:0:120,4:1:0:180 360,300/32fdcb/300
    780,720/02e7cb08fzca0dmncb0jw7ca0ov3cb0v4nca103jcb16d3ca1bjrcb1hljca1ms7cb1stzca1y0ncb242fca2\
    993cb2favca/720,780,9:5:0:120,4:1:0:180 0/1loo0a/0,120,3:5:0:60,10:5:0:180 420,300/7i47ob/300
    360,420,300/02m9cb09bdca0dupcb0kjtca0paxcb0vs9ca10jdcb170pca1brtcb1igxca7kee0c/300
    120,180/02qsob08e4oa0dz8ob0jmkoa0p8sob0uv0oa10h8ob16ykoa1bpoob1hz8oa1n5wob1ss4oa1yecob24vooa2\
    9msob2g44oa2kv8ob2rkcoa2w3oob32ssoa37c4ob3e18oa3iscob3p9ooa3u0sob4dgr0a4ghoob4n6soa4rq4ob4yf8\
    oa536cob59nooa5eesob5kw4oa5pn8ob5w4koa60voob67d0oa6c44ob6it8oa6nckob6u1ooa6xpwob75a4ob/180
    """
}
