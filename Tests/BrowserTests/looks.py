"""What every page must be, whatever it shows."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]},
    "resultTypes": ["violations"],
}

# A grid has thousands of cells of a few kinds: the first rows and the last, where the empty ones are, hold them all.
REPEATED = {"exclude": [["table.grid tbody tr:nth-child(n+9):not(:nth-last-child(-n+7))"]]}


def is_in_order(page):
    """No finding of axe, one heading of the first level, Japanese, no sideways scroll, nothing on the console."""
    page.wait_for_load_state("load")
    context = REPEATED if page.locator("table.grid tbody tr").count() > 20 else None
    found = Axe().run(page, context=context, options=RULES).response["violations"]
    assert not found, page.url + "\n" + "\n".join(
        f"{each['id']}: {each['help']} {[node['target'] for node in each['nodes']][:3]}" for each in found
    )
    assert page.locator("h1").count() == 1, page.url
    assert page.locator("html").get_attribute("lang") == "ja"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url + " scrolls sideways"
    unexpected = [line for line in page.problems if "the server responded with a status of" not in line]
    assert not unexpected, unexpected


def small_targets(page):
    """Buttons and fields that a thumb would miss: under 24 CSS pixels in either direction (WCAG 2.2, 2.5.8)."""
    return page.evaluate(
        """() => [...document.querySelectorAll('button, input:not([type=hidden]), select, textarea')]
        .filter(e => !e.closest('.unseen') && !e.classList.contains('unseen'))
        .map(e => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, box]) => box.width > 0 && (box.width < 24 || box.height < 24) &&
            !['radio', 'checkbox'].some(t => document.querySelector(`input[type=${t}]`)))
        .map(([text]) => text)"""
    )
