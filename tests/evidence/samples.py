"""Documents of which the tests know everything."""

from hypothesis import strategies as st

SALT = bytes(range(32))

INVOICE = {
    "number": "2026-0042",
    "document_type": "380",
    "issue_date": "2025-12-01",
    "due_date": "2026-03-01",
    "amount": "125000.00",
    "currency": "CNY",
    "seller": "91310000MA1K00002B",
    "seller_name": "上海轴承有限公司",
    "buyer": "91310000MA1K00001A",
    "buyer_name": 'Große Maschinen "AG"\n& Co',
    "accounts": "DE89370400440532013000",
}

salts = st.binary(min_size=16, max_size=64)
documents = st.dictionaries(st.text(min_size=1, max_size=20), st.text(max_size=40), min_size=1)
