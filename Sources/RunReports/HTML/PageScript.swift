/// The script of every page: copy buttons, sortable tables, one cross-hair over all charts of a
/// group.
///
/// At most 4 KB, without dependencies. Everything that it adds is created by it, so that the page
/// without it has no dead control; it writes text only, never markup.
enum PageScript {
  static let text = #"""
    (function () {
    "use strict";
    var NS = "http://www.w3.org/2000/svg", groups = {};
    function all(s, e) { return Array.prototype.slice.call((e || document).querySelectorAll(s)); }
    function button(text, parent) {
     var b = document.createElement("button");
     b.type = "button"; b.textContent = text; parent.appendChild(b);
     return b;
    }
    all(".cmd").forEach(function (c) {
     var text = c.textContent, b = button("copy", c);
     b.setAttribute("aria-label", "Copy command");
     b.onclick = function () {
      function done() {
       b.textContent = "copied"; setTimeout(function () { b.textContent = "copy"; }, 1500);
      }
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done);
      else {
       getSelection().selectAllChildren(c.firstChild);
       if (document.execCommand("copy")) done();
      }
     };
    });
    all("table.sort th").forEach(function (th) {
     var text = th.textContent;
     if (!text) return;
     th.textContent = "";
     button(text, th).onclick = function () {
      var body = th.closest("table").tBodies[0], i = th.cellIndex;
      var up = th.getAttribute("aria-sort") == "descending", d = up ? 1 : -1;
      function key(row) {
       var s = row.cells[i].textContent.trim();
       var x = parseFloat(s.replace(/[,$\s]/g, "").replace("−", "-"));
       return isNaN(x) ? s : x;
      }
      all("th", th.parentNode).forEach(function (o) { o.removeAttribute("aria-sort"); });
      th.setAttribute("aria-sort", up ? "ascending" : "descending");
      all("tr", body).map(function (r, n) { return [key(r), n, r]; }).sort(function (a, b) {
       return (a[0] > b[0] ? d : a[0] < b[0] ? -d : 0) || a[1] - b[1];
      }).forEach(function (r) { body.appendChild(r[2]); });
     };
    });
    function curve(path) {
     var x = 0, y = 0, points = [], m, re = /([MLHV])([\d.-]+)(?: ([\d.-]+))?/g;
     while (m = re.exec(path.getAttribute("d"))) {
      if (m[1] == "H") x = +m[2]; else if (m[1] == "V") y = +m[2]; else { x = +m[2]; y = +m[3]; }
      points.push([x, y]);
     }
     return [path.dataset.n, points];
    }
    all("svg[data-g]").forEach(function (s) {
     var g = s.dataset.g, inner = s.querySelector("svg"), h = inner.viewBox.baseVal.height, at = 0;
     var x = s.dataset.x.split(",").map(Number), y = s.dataset.y.split(",").map(Number);
     var p = {
      x: x, out: s.parentNode.querySelector("output"),
      curves: all("path[data-n]", inner).map(curve),
      line: s.appendChild(document.createElementNS(NS, "line")),
      value: function (w) { return y[0] + (1 - w / h) * (y[1] - y[0]); }
     };
     p.line.setAttribute("class", "xh"); p.line.setAttribute("y2", h);
     p.line.style.display = "none";
     (groups[g] = groups[g] || []).push(p);
     function show(q) {
      groups[g].forEach(function (o) {
       o.line.style.display = q == null ? "none" : "";
       if (q == null) { o.out.textContent = ""; return; }
       o.line.setAttribute("x1", q * 100 + "%"); o.line.setAttribute("x2", q * 100 + "%");
       var t = o.x[0] + q * (o.x[1] - o.x[0]);
       o.out.textContent = Math.floor(t) + ":" + ("0" + Math.floor(t % 1 * 60)).slice(-2) + "   " +
        o.curves.map(function (c) {
         var b = c[1][0];
         c[1].forEach(function (k) { if (k[0] <= q * 1000 + .05) b = k; });
         return c[0] + " " + Math.round(o.value(b[1])).toLocaleString("en-US");
        }).join("   ");
      });
     }
     s.onpointermove = function (e) {
      var r = inner.getBoundingClientRect();
      at = Math.min(1, Math.max(0, (e.clientX - r.left) / r.width)); show(at);
     };
     s.onpointerleave = s.onblur = function () { show(null); };
     s.onkeydown = function (e) {
      var k = {ArrowLeft: -.01, ArrowRight: .01}[e.key];
      if (k) { at = Math.min(1, Math.max(0, at + k)); show(at); e.preventDefault(); }
      if (e.key == "Escape") show(null);
     };
    });
    })();
    """#
}
