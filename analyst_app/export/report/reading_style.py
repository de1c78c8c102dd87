"""The style of a reading on a page: from 400 to 1400 pixels, light and dark, and on paper.

At every width each letter and each number can be seen: people refer to them.
Letters stand in the margin, and where a window has no room for one, in the
line before the words that they are about.
"""

from __future__ import annotations

READING_STYLE = """
main{max-width:1168px;margin:0 auto;padding:24px 16px 64px}
.reading{--serif:"Noto Serif",Georgia,"Times New Roman",serif;margin-bottom:64px}
.reading>header{margin-bottom:24px}
.title{font:600 26px/1.3 var(--serif);margin:8px 0}
.kicker{margin:0;color:var(--muted)}
.legend{list-style:none;margin:12px 0;padding:0;display:flex;flex-wrap:wrap;gap:6px 20px;font-size:13px}
.legend li{max-width:32em}
.row{display:grid;grid-template-columns:152px minmax(0,612px) minmax(0,1fr);column-gap:20px;margin-bottom:15px;
 content-visibility:auto;contain-intrinsic-size:auto 110px}
.row.tight{margin-bottom:0}
.t{grid-column:2;margin:0;position:relative;font:18px/1.7 var(--serif);white-space:pre-wrap;overflow-wrap:anywhere;
 tab-size:4;padding-bottom:4px}
.t.head{font-weight:600;font-size:24px;line-height:1.4}
.t[data-p]::before{content:"¶ " attr(data-p);position:absolute;left:-152px;font:11px/30px system-ui,sans-serif;
 color:var(--muted);direction:ltr}
.br{display:none}
mark{color:inherit;background:var(--l) 0 100%/calc(100% - var(--x,0px)) var(--h) no-repeat;padding-bottom:var(--k);
 -webkit-print-color-adjust:exact;print-color-adjust:exact}
mark.i{background-color:var(--t)}
mark.e{--x:2px}
.zone{color:var(--muted)}
.m{position:absolute;right:calc(100% + 8px + var(--c)*19px);width:17px;height:17px;margin-top:7px;border-radius:5px;
 font:600 10px/15px system-ui,sans-serif;text-align:center;text-decoration:none;color:var(--i);
 border:1px solid var(--i);background:var(--paper)}
.m::before{content:attr(data-l)}
.m[data-w]::after{content:attr(data-w);position:absolute;left:50%;top:14px;transform:translateX(-50%);padding:0 1px;
 font:600 8px/9px system-ui,sans-serif;color:var(--text);background:var(--paper);border-radius:2px;white-space:nowrap}
.m:target{outline:2px solid var(--accent)}
.c0{--c:0}.c1{--c:1}.c2{--c:2}.c3{--c:3}.c4{--c:4}
.more{position:absolute;right:calc(100% + 103px);font:600 10px/30px system-ui,sans-serif;color:var(--muted);
 text-decoration:none;white-space:nowrap}
.more::before{content:attr(data-l)}
.ctl{unicode-bidi:isolate}
.ctl::before{content:attr(data-u);font:11px/1 ui-monospace,monospace;color:var(--danger);border:1px solid;
 border-radius:3px;padding:0 2px}
.side{grid-column:3;list-style:none;margin:5px 0 0;padding:0;font-size:13px;line-height:1.45}
.side li{margin-bottom:5px;padding-left:24px;position:relative;overflow-wrap:anywhere}
.chip{display:inline-block;min-width:17px;height:17px;border:1px solid var(--i);border-radius:5px;color:var(--i);
 font:600 10px/15px system-ui,sans-serif;text-align:center;text-decoration:none;padding:0 2px;margin-right:4px;
 background:var(--paper)}
.side .chip{position:absolute;left:0;top:1px}
.note{font-style:italic;white-space:pre-wrap}
.part{content-visibility:auto;contain-intrinsic-size:auto 7000px}
.entries{list-style:none;margin:0 0 12px;padding:0;font-size:14px}
.reading{--n:30px}.n4{--n:32px}.n5{--n:40px}.n6{--n:48px}
.entries li{padding:4px 6px 4px calc(var(--n) + 34px);border-radius:7px;position:relative;overflow-wrap:anywhere}
.entries li:target{background:var(--row)}
.entries b::before{content:attr(data-l);position:absolute;left:calc(var(--n) + 6px);top:6px;min-width:17px;
 padding:0 2px;border:1px solid var(--i);border-radius:5px;background:var(--paper);color:var(--i);text-align:center;
 font:600 10px/15px system-ui,sans-serif}
.side b{font-weight:600}
.entries li::before{content:attr(value);position:absolute;left:0;width:var(--n);text-align:right;color:var(--muted);
 font:12px/21px system-ui,sans-serif;font-variant-numeric:tabular-nums}
.entries q,.side q,.people q{font-family:var(--serif);quotes:none}
.place{margin:14px 0 2px;font-size:12px;color:var(--muted)}
.people{padding-left:20px;margin:0;content-visibility:auto;contain-intrinsic-size:auto 2000px}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:2px 16px;margin:8px 0}
dt{color:var(--muted)}dd{margin:0;overflow-wrap:anywhere}
@media (max-width:1000px){
 .row{grid-template-columns:152px minmax(0,612px)}
 .side{grid-column:2}
}
@media screen and (max-width:640px){
 main{padding:16px 10px 48px}
 .row{display:block}
 .t{font-size:17px}
 .t[data-p]::before,.m,.more{position:static}
 .t[data-p]::before{margin-inline-end:6px;unicode-bidi:isolate;direction:inherit}
 .m,.more{display:inline-block;margin:0;margin-inline-end:3px;vertical-align:2px}
 .m{width:auto;min-width:17px}
 .m[data-w]::after{position:static;margin:0 2px;background:none}
 .more{font-size:12px;line-height:17px;padding:0 4px;border:1px solid;border-radius:5px;background:var(--paper)}
 .reading{--n:20px}.n3{--n:24px}.n4{--n:32px}.n5{--n:40px}.n6{--n:48px}
}
@media print{
 main{max-width:none;padding:0}
 .reading+.reading{break-before:page}
 .row,.part,.people{content-visibility:visible}
 .row{grid-template-columns:140px minmax(0,1fr) 136px;column-gap:12px;break-inside:auto}
 .side{grid-column:3}
 .t{font-size:11pt;orphans:2;widows:2}
 .t[data-p]::before{left:-140px}
 mark.e::after{content:attr(data-n);font:600 6.5pt/1 system-ui,sans-serif;color:var(--i);vertical-align:super}
}
@media (forced-colors:active){mark{text-decoration:underline}}
"""
