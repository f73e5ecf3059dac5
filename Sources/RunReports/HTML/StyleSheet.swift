/// The style sheet of every page: colours, type, charts; light, dark, phone and print.
///
/// At most 16 KB. No element has a `style` attribute, so that a hash of this text is all that the
/// page's policy has to allow.
enum StyleSheet {
  static let text = #"""
    :root{--bg:#fff;--ink:#15191e;--ink2:#454e59;--ink3:#66707c;--line:#dfe3e8;--grid:#eaedf0;
     --soft:#f5f6f8;--accent:#1a5bc4;--accent2:#6794d8;--accentsoft:#e6eefb;--base:#818b97;
     --bad:#b3261e;--badsoft:#fbe8e6;--warn:#855000;--warnsoft:#fdf0d9;--ok:#0d6350;
     --oksoft:#e0f2ec;--h0:#f1f5fc;--h1:#d9e5f8;--h2:#b5cdf1;--h3:#84ace5;--h4:#3a71c6;--h5:#1f55ab;
     --h6:#123a7c;--hl:#15191e;--hd:#fff;--shade:#00000026;
     --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    @media screen and (prefers-color-scheme:dark){
     :root{--bg:#0f1215;--ink:#e9ecef;--ink2:#b6bec7;--ink3:#8f99a5;--line:#2b3138;--grid:#20252b;
      --soft:#171b20;--accent:#7fb0fb;--accent2:#4470ab;--accentsoft:#182942;--base:#7d8793;
      --bad:#ff9183;--badsoft:#3b1d1a;--warn:#e4b252;--warnsoft:#33270f;--ok:#55c4a4;
      --oksoft:#122b24;--h0:#171e29;--h1:#1c2c45;--h2:#234068;--h3:#2f5b98;--h4:#5f95df;
      --h5:#92bcf5;--h6:#c9dffc;--hl:#e9ecef;--hd:#0f1215;--shade:#ffffff30}
    }
    *{box-sizing:border-box}
    html{scroll-behavior:smooth;scroll-padding-top:16px;-webkit-text-size-adjust:100%}
    body{margin:0;background:var(--bg);color:var(--ink);
     font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,
     sans-serif;
     font-variant-numeric:tabular-nums lining-nums}
    a{color:inherit;text-decoration:none}
    a:hover{text-decoration:underline}
    :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
    .top{display:flex;gap:24px;align-items:baseline;padding:14px 24px;
     border-bottom:1px solid var(--line);max-width:1264px;margin:0 auto}
    .page{display:grid;grid-template-columns:172px minmax(0,1fr);gap:44px;max-width:1264px;
     margin:0 auto;padding:28px 24px 64px}
    .rail ol{position:sticky;top:20px;list-style:none;margin:0;padding:0;font-size:12.5px;
     line-height:1.35;color:var(--ink2)}
    .rail li{margin:0 0 8px}
    .rail a{display:flex;gap:8px}
    .rail a:hover{color:var(--ink)}
    .no{color:var(--ink3);font-weight:400;min-width:1.5em;font-size:.86em}
    h1,h2,h3{line-height:1.25;margin:0;font-weight:640;text-wrap:balance}
    h1{font-size:26px;letter-spacing:-.012em}
    h2{font-size:18px;letter-spacing:-.006em}
    h3{font-size:14px}
    h1,h3,.lead,.meta,.verdict p,.checks li,figcaption p{overflow-wrap:anywhere}
    h2 .no{margin-right:8px}
    p{margin:0}
    .lead{color:var(--ink2);max-width:70ch;margin:4px 0 18px}
    .mut{color:var(--ink3)}
    .small{font-size:12px}
    b,strong{font-weight:640}
    section{margin-top:40px;padding-top:18px;border-top:1px solid var(--line)}
    figure{margin:0 0 20px;min-width:0;container-type:inline-size}
    @container (max-width:420px){
     .minor{display:none}
    }
    figcaption{margin-bottom:14px}
    figcaption p{font-size:12px;color:var(--ink3)}
    output{display:block;min-height:17px;font-size:11.5px;line-height:17px;color:var(--ink2);
     margin-left:62px}
    .two{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,400px),1fr));
     gap:8px 40px}
    .meta{color:var(--ink2);font-size:13px;margin-top:4px}
    .meta span+span:before{content:"·";margin:0 7px;color:var(--ink3)}
    .verdict{display:grid;grid-template-columns:auto 1fr;gap:4px 18px;align-items:baseline;
     margin-top:20px;padding:16px 18px;border-left:3px solid var(--bad);background:var(--badsoft)}
    .verdict.good{border-color:var(--ok);background:var(--oksoft)}
    .verdict.plain{border-color:var(--accent);background:var(--accentsoft)}
    .verdict>b{font-size:22px;color:var(--bad);letter-spacing:.02em}
    .verdict.good>b{color:var(--ok)}
    .verdict.plain>b{color:var(--accent)}
    .verdict p{font-size:15px;max-width:74ch}
    .chip{display:inline-flex;gap:5px;align-items:baseline;padding:0 7px;border-radius:3px;
     font-size:12px;font-weight:600;white-space:nowrap;line-height:19px}
    .chip i{font-style:normal;font-weight:700}
    .chip.refuted{color:var(--bad);background:var(--badsoft)}
    .chip.confirmed{color:var(--ok);background:var(--oksoft)}
    .chip.undecided{color:var(--ink2);background:var(--soft)}
    .chip.depends{color:var(--warn);background:var(--warnsoft)}
    .grade{display:inline-block;width:18px;text-align:center;border-radius:3px;font-size:11px;
     font-weight:700;line-height:17px;text-decoration:none;border:1px solid var(--line);
     color:var(--ink2)}
    .gD{border-style:dashed;border-color:var(--warn);color:var(--warn)}
    .gM{border-style:dashed;border-color:var(--ink3)}
    .gV{background:var(--ink2);border-color:var(--ink2);color:var(--bg)}
    code{font-family:var(--mono);font-size:12px}
    .cmd{display:inline-flex;max-width:100%;gap:8px;align-items:baseline;background:var(--soft);
     border:1px solid var(--line);border-radius:4px;padding:2px 8px;white-space:pre-wrap;
     overflow-wrap:anywhere}
    .cmd b{font-weight:inherit;white-space:nowrap}
    .cmd:before{content:"$";color:var(--ink3);user-select:none}
    button{font:inherit;color:inherit;background:none;border:0;padding:0;cursor:pointer}
    .cmd button{font:11px/1.5 var(--mono);color:var(--accent);white-space:nowrap}
    .scroll{overflow-x:auto;
     background:linear-gradient(90deg,var(--bg) 40%,transparent) 0 0/40px 100% no-repeat local,
     linear-gradient(-90deg,var(--bg) 40%,transparent) 100% 0/40px 100% no-repeat local,
     linear-gradient(90deg,var(--shade),transparent) 0 0/14px 100% no-repeat,
     linear-gradient(-90deg,var(--shade),transparent) 100% 0/14px 100% no-repeat}
    .banded{margin-top:24px}
    b.fail{color:var(--bad)}
    b.pass{color:var(--ok)}
    b.inconclusive{color:var(--warn)}
    table{border-collapse:collapse;width:100%;font-size:13px}
    th,td{padding:6px 0 6px 18px;border-bottom:1px solid var(--grid);vertical-align:baseline;
     text-align:right;white-space:nowrap}
    th{font-weight:500;font-size:12px;color:var(--ink3);border-color:var(--line)}
    th button{color:inherit;font-weight:inherit}
    th[aria-sort] button:after{content:" ▾"}
    th[aria-sort=ascending] button:after{content:" ▴"}
    .t{text-align:left}
    .dense th{white-space:normal;vertical-align:bottom}
    .dense th,.dense td{padding-left:12px}
    td:first-child,th:first-child{padding-left:0}
    td small{color:var(--ink3);font-size:11.5px}
    .neg{color:var(--bad);font-weight:600}
    .wrap td.t{white-space:normal;min-width:150px}
    .wrap td.i{white-space:nowrap;min-width:0}
    details{margin-top:10px}
    summary{cursor:pointer;font-size:12px;color:var(--ink2);width:max-content}
    .data summary{color:var(--ink3)}
    .data table{font-size:12px;width:auto;margin-top:6px}
    .data{margin:4px 0 0 62px}
    .kpis{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:0;
     border-top:1px solid var(--line)}
    .kpi{padding:12px 14px 4px;border-left:1px solid var(--line);min-width:0}
    .kpi:first-child{border-left:0;padding-left:0}
    .kpi dt{font-size:12px;color:var(--ink2)}
    .kpi .v{font-size:24px;line-height:1.3;font-weight:640;letter-spacing:-.015em;margin:0;
     white-space:nowrap}
    .kpi .v small{font-size:13px;font-weight:500;color:var(--ink2);letter-spacing:0;margin-left:3px}
    .kpi dd{margin:3px 0 0;font-size:11.5px;line-height:1.45;color:var(--ink3)}
    .kpi dd.v{color:var(--ink);font-size:24px}
    .kpi.badk dd.v{color:var(--bad)}
    .checks{list-style:none;margin:0;padding:0;display:grid;
     grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:7px 32px;font-size:13px}
    .checks li{display:grid;grid-template-columns:18px 1fr;color:var(--ink2)}
    .checks li:before{content:"✓";color:var(--ok);font-weight:700}
    .checks li.w:before{content:"!";color:var(--warn)}
    svg{display:block}
    svg text{font-size:11px;fill:var(--ink3)}
    .pl{margin-left:var(--l);width:calc(100% - var(--l) - var(--r));overflow:visible}
    .l34{--l:34px}.l44{--l:44px}.l62{--l:62px}.l106{--l:106px}.l136{--l:136px}
    .r16{--r:16px}.r34{--r:34px}.r64{--r:64px}.r84{--r:84px}.r96{--r:96px}
    .defs{position:absolute}
    .e{text-anchor:end}
    .m{text-anchor:middle}
    .g{stroke:var(--grid)}
    .tick{stroke:var(--line)}
    .halo{paint-order:stroke;stroke:var(--bg);stroke-width:4px;stroke-linejoin:round}
    svg .strong{fill:var(--ink);font-weight:600}
    path{vector-effect:non-scaling-stroke}
    .s1,.s2,.s3,.si{fill:none;stroke-width:1.5;stroke-linejoin:round}
    .s1{stroke:var(--accent);stroke-width:2}
    .s2{stroke:var(--accent2)}
    .s3{stroke:var(--ink3);stroke-width:1}
    .si{stroke:var(--ink2)}
    .sx{fill:none;stroke:var(--bad);stroke-width:2}
    svg .s1t{fill:var(--accent);font-weight:600}
    svg .s2t,svg .s3t,svg .sit{fill:var(--ink2)}
    svg .sxt,svg .limitt{fill:var(--bad);font-weight:600}
    svg .reft{fill:var(--ink2)}
    .limit{stroke:var(--bad);stroke-dasharray:2 3}
    .ref{stroke:var(--ink3);stroke-dasharray:1 3}
    .warm{fill:var(--soft)}
    .fault{fill:var(--badsoft)}
    svg text.faultt{fill:var(--bad)}
    .claimed{fill:var(--base);opacity:.2}
    .unseen{fill:url(#hatch)}
    .hatch{stroke:var(--warn);stroke-width:1.6}
    .hatchb{stroke:var(--bad);stroke-width:1.6}
    .lanes{min-width:900px}
    .lanes svg+svg{margin-top:22px}
    .data.l0{margin-left:0}
    .dead{fill:url(#hatch);opacity:.75}
    .tov{fill:url(#hatchbad)}
    .ev,.dim,.dimb{stroke:var(--ink3)}
    .ev{stroke-dasharray:1 3}
    .dimb{stroke:var(--bad)}
    svg .inkt{fill:var(--ink2)}
    svg .bigt{font-size:12px;fill:var(--ink);font-weight:600}
    svg .badt{fill:var(--bad);font-weight:600}
    svg .wt{fill:var(--warn);font-weight:600}
    .ci{fill:var(--accentsoft)}
    .iv{stroke:var(--accent);stroke-width:2}
    .iv.no{stroke:var(--bad)}
    .iv.un{stroke:var(--base)}
    .dot{fill:var(--accent);stroke:var(--bg);stroke-width:1.5}
    .dot.no{fill:var(--bad)}
    .dot.un{fill:var(--base)}
    .badf{fill:var(--bad)}
    .inkf{fill:var(--ink2)}
    .accf{fill:var(--accent)}
    .acc2f{fill:var(--accent2)}
    .basef,.base{fill:var(--base)}
    .track{fill:var(--grid)}
    .lim{fill:var(--ink)}
    .bullet{width:100%;margin:5px 0 2px}
    .xh{stroke:var(--ink3)}
    .spark{width:84px;height:24px;display:inline-block;vertical-align:middle}
    .spark path{fill:none;stroke:var(--accent);stroke-width:1.5}
    .bars{width:100%}
    .bars th{text-align:left;color:var(--ink);font-size:13px}
    .bars td,.bars th{border:0;padding-top:4px;padding-bottom:4px}
    .bars .b{width:38%;vertical-align:middle}
    .bars .note{text-align:left;font-size:12px}
    .study>.scroll,.ivs{margin-bottom:24px}
    .study>.small{margin-bottom:12px}
    .ivs thead th{font-size:12px;color:var(--ink3)}
    .ivs .n{text-align:right}
    .ends{display:flex;justify-content:space-between}
    .wrap td.t br+small{font-family:var(--mono);font-size:11px}
    .heat td,.heat th{padding:0;border:0;text-align:center}
    .heat{border-collapse:separate;border-spacing:2px;table-layout:fixed}
    .heat th[scope=row]{text-align:left;vertical-align:middle;width:132px;color:var(--ink);
     font-size:12.5px;white-space:normal;line-height:1.2;overflow-wrap:anywhere}
    .heat thead th{font-size:11.5px;padding:4px 2px;white-space:normal;line-height:1.2;
     vertical-align:bottom;overflow-wrap:anywhere}
    .heat thead td{height:auto}
    .heat td{height:42px;line-height:1.15;font-weight:600;vertical-align:middle}
    .heat td small{display:block;font-weight:400;font-size:10.5px;color:inherit}
    .q0{background:var(--h0);color:var(--hl)}
    .q1{background:var(--h1);color:var(--hl)}
    .q2{background:var(--h2);color:var(--hl)}
    .q3{background:var(--h3);color:var(--hl)}
    .q4{background:var(--h4);color:var(--hd)}
    .q5{background:var(--h5);color:var(--hd)}
    .q6{background:var(--h6);color:var(--hd)}
    .few{color:var(--ink3);font-weight:400!important;box-shadow:inset 0 0 0 1px var(--line)}
    .wide{min-width:760px}
    .hint{font-size:12px;color:var(--ink3);margin:16px 0 4px}
    .claim{display:grid;gap:8px;justify-items:start;margin-bottom:20px}
    .claim q{font-size:16px;max-width:70ch;overflow-wrap:anywhere}
    .kv{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:5px 20px;font-size:13px;
     margin:0}
    .kv dt{color:var(--ink3)}
    .kv dd{margin:0;overflow-wrap:anywhere}
    footer{margin-top:56px;padding-top:14px;border-top:1px solid var(--line);font-size:12px;
     color:var(--ink3);overflow-wrap:anywhere}
    @media(max-width:1000px){
     .page{display:block}
     .rail ol{position:static;display:flex;gap:16px;overflow-x:auto;white-space:nowrap;
      padding-bottom:10px;margin-bottom:18px}
     .rail .no{display:none}
     .rail li{margin:0}
     .kpis{grid-template-columns:repeat(3,minmax(0,1fr))}
     .kpi:nth-child(3n+1){border-left:0;padding-left:0}
    }
    @media(max-width:600px){
     .page,.top{padding-left:16px;padding-right:16px}
     .page{padding-top:16px}
     .top{gap:16px;padding-top:10px;padding-bottom:10px}
     h1{font-size:21px}
     section{margin-top:36px}
     .verdict{grid-template-columns:1fr;padding:12px 14px}
     .verdict p{font-size:14px}
     .kpis{grid-template-columns:repeat(2,minmax(0,1fr))}
     .kpi,.kpi:nth-child(3n+1){border-left:1px solid var(--line);padding-left:12px}
     .kpi:nth-child(2n+1){border-left:0;padding-left:0}
     .kpi dd.v{font-size:20px}
     .minor{display:none}
     .heat th[scope=row]{width:74px;font-size:11.5px}
     .heat thead th{font-size:10.5px;hyphens:auto}
     .heat td{font-size:12px}
     .heat td small{font-size:9.5px}
     .bars .note{display:none}
     .bars .b{width:22%}
     .ivs .b{min-width:110px}
     .ivs .note{display:table-cell}
     .bars th,.bars td{padding-left:10px}
     .bars th{white-space:normal;padding-left:0}
     .two{gap:8px}
     .scroll td:first-child,.scroll th:first-child{position:sticky;left:0;background:var(--bg);
      padding-right:8px}
     .wrap td.t{min-width:118px}
     .wrap td.i{min-width:0}
     th,td{padding-left:9px}
     .kv{grid-template-columns:1fr;gap:0}
     .kv dd{margin-bottom:8px}
     .heat td:first-child{position:static}
    }
    @media print{
     @page{margin:14mm 12mm}
     body{font-size:11.5px}
     .rail,.data,output,.cmd button{display:none!important}
     .lead{break-inside:avoid}
     section{break-inside:auto}
     .scroll{background:none!important}
     .page{display:block;padding:0}
     .top{padding-left:0;padding-right:0}
     section{margin-top:22px;padding-top:12px}
     figure,tr,.claim,.kpis,.verdict,.checks{break-inside:avoid}
     h2,h3,.lead,figcaption{break-after:avoid}
     *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
     .scroll{overflow:visible}
     table{font-size:10.5px}
     th,td{padding-left:10px}
     .two{grid-template-columns:1fr 1fr}
     .lanes{min-width:0}
    }
    @media(prefers-reduced-motion:reduce){
     html{scroll-behavior:auto}
    }
    """#
}
