"""Headings under which ledgers usually have what a profile asks for, to offer a mapping."""

from collections.abc import Mapping, Sequence

_USUAL = {
    "number": """
        invoicenumber invoiceno invoicenr invoiceid number documentnumber docno rechnungsnummer
        rechnungsnr belegnummer belegnr numérodefacture factuurnummer fattura númerodefactura
        发票号码 发票号 发票编号 票号
    """,
    "seller": """
        sellerid supplierid vendorid sellertaxid sellervat suppliervat lieferantennummer
        verkäuferid 销方税号 销售方纳税人识别号 供应商编号 卖方税号
    """,
    "buyer": """
        buyerid customerid customernumber debtorid buyertaxid buyervat customervat kundennummer
        kundennr käuferid 购方税号 购买方纳税人识别号 客户编号 买方税号
    """,
    "seller_name": """
        sellername suppliername vendorname seller supplier vendor lieferant 销方名称 供应商
    """,
    "buyer_name": """
        buyername customername debtorname buyer customer debtor kunde 购方名称 客户 买方
    """,
    "issue_date": """
        issuedate invoicedate documentdate date dateofissue rechnungsdatum belegdatum datum
        datedefacture factuurdatum 开票日期 发票日期
    """,
    "due_date": """
        duedate paymentduedate maturity maturitydate dateofmaturity fälligkeit fälligam
        fälligkeitsdatum échéance vervaldatum scadenza 到期日 付款到期日 到期日期
    """,
    "amount": """
        amount invoiceamount total totalamount grossamount amountdue openamount betrag
        rechnungsbetrag bruttobetrag montant bedrag importo importe 金额 价税合计 发票金额
    """,
    "currency": "currency currencycode invoicecurrency währung devise valuta moneda 币种 货币",
}
USUAL: Mapping[str, tuple[str, ...]] = {field: tuple(n.split()) for field, n in _USUAL.items()}


def guess_columns(headings: Sequence[str]) -> dict[str, list[str]]:
    """Give, by field, the headings that usually mean it, the likeliest first. Each serves once."""
    plain = {heading: _plain(heading) for heading in headings}
    found: dict[str, list[str]] = {}
    taken: set[str] = set()
    for field, usual in USUAL.items():
        fitting = [h for word in usual for h in headings if plain[h] == word and h not in taken]
        if fitting := list(dict.fromkeys(fitting)):
            found[field] = fitting
            taken.add(fitting[0])
    return found


def _plain(heading: str) -> str:
    return "".join(sign for sign in heading.casefold() if sign.isalnum())
