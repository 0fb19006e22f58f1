/* Lets FullCalendar keep its styles under our policy. It writes rules into a style element, which would be refused; what
   it finds here only looks like one, and hands the rules to a sheet made by script, which is allowed. Its icon font, a
   data: address, is left out. Must be imported before FullCalendar. */

const sheet = new CSSStyleSheet();
const place = document.createElementNS("", "style");
place.setAttribute("data-fullcalendar", "");
place.sheet = {
  cssRules: sheet.cssRules,
  insertRule(rule) {
    if (!rule.startsWith("@font-face")) sheet.insertRule(rule, sheet.cssRules.length);
  },
};
document.head.append(place);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
