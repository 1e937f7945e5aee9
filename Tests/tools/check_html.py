#!/usr/bin/env python3
"""Checks web reports in a browser: accessibility, self-containment, layout and print.

    check_html.py [--screenshots FOLDER] [--chromium PATH] FILE.html …

Needs the packages of requirements.txt and Chromium; pictures of the print need pdftoppm (poppler-utils), and are left out
without it. For each file, at 1280 and 360 pixels: axe-core's rules of WCAG 2.0 to 2.2 A and AA and its best practices; no request
besides the file itself; nothing on the console; no sideways scrolling of the page; no overlapping texts in drawings, and none
outside its drawing; each id once, and each reference to one met. Besides, the markup is read as XML and compared with what the
browser made of it, which differs where elements are nested wrongly; and the page must look the same without JavaScript.
Findings are printed, and the status is 1 when there are any.
"""

import argparse
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

from axe_playwright_python.base import AXE_FILE_PATH
from playwright.sync_api import sync_playwright

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS = {"desktop": (1280, 900), "tablet": (768, 1024), "phone": (360, 740)}

AXE = """async tags => {
    const result = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return result.violations.map(v => v.id + ' (' + v.impact + '): ' + v.help + '; ' + v.nodes.length + ' ×, first '
        + v.nodes[0].target.join(' ') + ': ' + v.nodes[0].failureSummary.replace(/\\s+/g, ' '));
}"""

IDS = """() => {
    const seen = new Set(), found = [];
    for (const element of document.querySelectorAll('[id]')) {
        if (seen.has(element.id)) found.push('id used twice: ' + element.id);
        if (!/^[A-Za-z][\\x21-\\x7e]*$/.test(element.id)) found.push('id is not plain ASCII: ' + element.id);
        seen.add(element.id);
    }
    for (const link of document.querySelectorAll('a[href^="#"]')) {
        const name = link.getAttribute('href').slice(1);
        if (!seen.has(name)) found.push('link to nothing: #' + name);
    }
    for (const attribute of ['aria-labelledby', 'aria-describedby'])
        for (const element of document.querySelectorAll('[' + attribute + ']'))
            for (const name of element.getAttribute(attribute).split(/\\s+/))
                if (!seen.has(name)) found.push(attribute + ' names nothing: ' + name);
    return found;
}"""

DRAWINGS = """() => {
    const found = [];
    for (const figure of document.querySelectorAll('figure')) {
        const all = [...figure.querySelectorAll('svg[role=img]')], shown = all.filter(d => d.getBoundingClientRect().width > 0);
        if (all.length && shown.length !== 1) found.push(figure.id + ': shows ' + shown.length + ' drawings instead of one');
    }
    for (const drawing of document.querySelectorAll('svg')) {
        const frame = drawing.getBoundingClientRect();
        if (frame.width === 0) continue;
        const name = drawing.closest('[id]') ? drawing.closest('[id]').id : 'a drawing';
        const view = drawing.viewBox.baseVal;
        const texts = [...drawing.querySelectorAll('text')].filter(t => t.textContent.trim()).map(t => {
            const box = t.getBBox(), m = t.getCTM(), d = drawing.getScreenCTM(), s = t.getScreenCTM();
            const corner = new DOMPoint(box.x, box.y).matrixTransform(s).matrixTransform(d.inverse());
            const size = parseFloat(getComputedStyle(t).fontSize);
            // A glyph's box is taller than what is inked: ascent and descent that hardly any letter reaches are cut off.
            return {text: t.textContent, x: corner.x, y: corner.y + size * 0.2, w: box.width, h: Math.max(1, box.height - size * 0.4),
                rotated: Math.abs(s.b) > 1e-6};
        });
        for (const t of texts)
            if (!t.rotated && (t.x < view.x - 1 || t.x + t.w > view.x + view.width + 1 || t.y < view.y - 1 || t.y + t.h > view.y + view.height + 1))
                found.push(name + ': text leaves the drawing: ' + t.text);
        for (let i = 0; i < texts.length; i++)
            for (let j = i + 1; j < texts.length; j++) {
                const a = texts[i], b = texts[j];
                if (a.rotated || b.rotated) continue;
                if (a.x + a.w > b.x + 0.5 && b.x + b.w > a.x + 0.5 && a.y + a.h > b.y + 0.5 && b.y + b.h > a.y + 0.5)
                    found.push(name + ': texts overlap: ' + a.text + ' | ' + b.text);
            }
    }
    return found;
}"""

ELEMENTS = """() => [...document.querySelectorAll('*')].map(e => e.localName)"""

TEXT = """() => document.body.innerText"""


def xml_elements(path):
    """Names of all elements, in order, as an XML reader sees them."""
    return [element.tag.rpartition("}")[2] for element in ElementTree.parse(path).iter()]


def first_difference(left, right):
    for index, (a, b) in enumerate(zip(left, right)):
        if a != b:
            return f"element {index}: {a} in the file, {b} in the browser, after {' '.join(left[max(0, index - 4):index])}"
    return f"{len(left)} elements in the file, {len(right)} in the browser"


class Checker:
    def __init__(self, browser, screenshots):
        self.browser = browser
        self.screenshots = screenshots
        self.axe = pathlib.Path(AXE_FILE_PATH).read_text(encoding="utf-8")
        self.findings = []

    def report(self, path, where, finding):
        text = f"{path.name} [{where}]: {finding}"
        if text not in self.findings:
            self.findings.append(text)

    def page(self, path, where, size, javascript=True):
        """A page of the file, with what it asks for and says noted as findings."""
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, java_script_enabled=javascript, bypass_csp=False)
        page = context.new_page()
        address = path.resolve().as_uri()

        def requested(request):
            if request.url != address and not request.url.startswith("data:"):
                self.report(path, where, f"asks for {request.url}")

        page.on("request", requested)
        page.on("console", lambda message: self.report(path, where, f"console: {message.text}"))
        page.on("pageerror", lambda error: self.report(path, where, f"error: {error}"))
        page.goto(address)
        return page

    def check(self, path):
        try:
            expected = xml_elements(path)
        except ElementTree.ParseError as error:
            self.report(path, "markup", f"is not well-formed: {error}")
            expected = None
        text = None
        for where, size in WIDTHS.items():
            page = self.page(path, where, size)
            if where == "desktop":
                if expected is not None and (elements := page.evaluate(ELEMENTS)) != expected:
                    self.report(path, "markup", f"nested wrongly: {first_difference(expected, elements)}")
                if page.evaluate("() => document.scripts.length"):
                    self.report(path, "markup", "has scripts")
                if not page.evaluate("() => document.documentElement.lang && document.title"):
                    self.report(path, "markup", "has no language or no title")
                for finding in page.evaluate(IDS):
                    self.report(path, "markup", finding)
                text = page.evaluate(TEXT)
            width = page.evaluate("() => document.documentElement.scrollWidth")
            if width > size[0]:
                self.report(path, where, f"is {width} pixels wide")
            for finding in page.evaluate(DRAWINGS):
                self.report(path, where, finding)
            self.picture(page, path, where)
            if where != "tablet":
                page.evaluate("() => document.querySelectorAll('details').forEach(d => d.open = true)")
                width = page.evaluate("() => document.documentElement.scrollWidth")
                if width > size[0]:
                    self.report(path, where, f"is {width} pixels wide with its details open")
                page.evaluate(self.axe)
                for finding in page.evaluate(AXE, RULES):
                    self.report(path, where, finding)
            page.context.close()
        self.check_without_javascript(path, text)
        self.check_print(path)

    def check_without_javascript(self, path, expected):
        page = self.page(path, "no JavaScript", WIDTHS["desktop"], javascript=False)
        text = page.inner_text("body")
        if text.strip() != expected.strip():
            self.report(path, "no JavaScript", "shows another text than with it")
        page.context.close()

    def check_print(self, path):
        page = self.page(path, "print", WIDTHS["desktop"])
        page.emulate_media(media="print")
        # The width that A4 leaves between the margins, in CSS pixels.
        page.set_viewport_size({"width": 672, "height": 980})
        width = page.evaluate("() => document.documentElement.scrollWidth")
        if width > 672:
            self.report(path, "print", f"is {width} pixels wide, A4 has 672")
        for finding in page.evaluate(DRAWINGS):
            self.report(path, "print", finding)
        if self.screenshots:
            target = self.screenshots / f"{path.stem}.pdf"
            page.pdf(path=str(target), prefer_css_page_size=True, print_background=True)
            if shutil.which("pdftoppm"):
                subprocess.run(
                    ["pdftoppm", "-r", "70", "-png", str(target), str(target.with_name(path.stem + ".print"))], check=True)
        page.context.close()

    def picture(self, page, path, where):
        if self.screenshots:
            page.screenshot(path=str(self.screenshots / f"{path.stem}.{where}.png"), full_page=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    parser.add_argument("--screenshots", type=pathlib.Path, help="a folder for pictures and the printed pages")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    arguments = parser.parse_args()
    if arguments.screenshots:
        arguments.screenshots.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        checker = Checker(browser, arguments.screenshots)
        for path in arguments.files:
            checker.check(path)
        browser.close()
    for finding in checker.findings:
        print(finding)
    print(f"{len(arguments.files)} pages, {len(checker.findings)} findings")
    return 1 if checker.findings else 0


if __name__ == "__main__":
    sys.exit(main())
