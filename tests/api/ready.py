"""What has to have happened before the example of an operation succeeds, and who sends it."""

from collections.abc import Callable
from itertools import count

from tests.api.described import Described, operations, replaced
from tests.api.service import Client, World, money

Ids = dict[str, str]
Ready = tuple[Client, Ids]
OPERATIONS = {each.name: each for each in operations()}
NUMBERS = count(1)
HOOK = "http://127.0.0.1:9/sfc"


def recorded(world: World) -> Ready:
    return world.supplier, {"receivable": world.recorded("1000000.00", 180)}


def to_confirm(world: World) -> Ready:
    return world.core, recorded(world)[1]


def confirmed(world: World) -> Ready:
    return world.supplier, {"receivable": world.confirmed("1000000.00", 180)}


def tokenised(world: World) -> Ready:
    return world.supplier, {"receivable": world.tokenised("1000000.00", 180)}


def owing(world: World) -> Ready:
    return world.core, tokenised(world)[1]


def paid(world: World) -> Ready:
    client, ids = tokenised(world)
    world.core.post("/payments", ids)
    return client, ids


def disputed(world: World) -> Ready:
    client, ids = to_confirm(world)
    body = {"amount": money("300.00"), "reason": "QUA"}
    client.post(f"/receivables/{ids['receivable']}/dispute", body, 200)
    return client, ids


def asked(world: World) -> Ready:
    client, ids = tokenised(world)
    return client, ids | {"ask": client.post("/asks", ids)["id"]}


def to_quote(world: World) -> Ready:
    return world.bank, asked(world)[1]


def quoted(world: World) -> Ready:
    client, ids = asked(world)
    offer = {"receivable": ids["receivable"], "annual_rate_percent": "4.35"}
    return client, ids | {"quote": world.bank.post("/quotes", offer)["id"]}


def quoting(world: World) -> Ready:
    return world.bank, quoted(world)[1]


def sold(world: World) -> Ready:
    client, ids = quoted(world)
    client.post(f"/quotes/{ids['quote']}/accept", {})
    return client, ids | {"number": "1"}


def bought(world: World) -> Ready:
    return world.bank, sold(world)[1]


def facility(world: World) -> Ready:
    body = OPERATIONS["open_facility"].body()
    assert body is not None
    made = world.bank.post("/facilities", replaced(body[1], renamed(world, {})))
    return world.bank, {"facility": str(made["facility"]["id"])}


def drawing(world: World) -> Ready:
    client, ids = tokenised(world)
    return client, ids | facility(world)[1]


def ordered(world: World) -> Ready:
    body = OPERATIONS["place_order"].body()
    assert body is not None
    made = world.bank.post("/orders", replaced(body[1], renamed(world, {})))
    return world.bank, {"order": made["id"]}


def filling(world: World) -> Ready:
    client, ids = tokenised(world)
    return client, ids | ordered(world)[1]


def instructed(world: World) -> Ready:
    body = OPERATIONS["instruct"].body()
    assert body is not None
    made = world.bank.post("/standing-instructions", replaced(body[1], renamed(world, {})))
    return world.bank, {"instruction": made["id"]}


def hooked(world: World) -> Ready:
    client = world.register("supplier")
    made = client.post("/webhooks", {"url": HOOK})
    return client, {"webhook": made["webhook"]["id"]}


def user(world: World) -> Ready:
    client = world.register("supplier")
    made = client.post("/users", {"name": "Second", "scopes": ["*"]})
    return client, {"user": made["id"]}


def credential(world: World) -> Ready:
    client, ids = user(world)
    made = client.post("/credentials", {"user": ids["user"], "scopes": ["*"]})
    return client, ids | {"credential": made["credential"]["id"]}


def approving(world: World, *, as_maker: bool = False) -> Ready:
    maker = world.register("core_enterprise", money("5000.00"))
    someone = maker.post("/users", {"name": "Second", "scopes": ["*"]})["id"]
    made = maker.post("/credentials", {"user": someone, "scopes": ["*"]})
    maker.http.put("/approval-policy", json={"rules": [{"act": "confirmation"}]})
    invoice = world.invoice("10.00", obligor=maker.id)
    identity = world.supplier.post("/receivables", invoice)["receivable"]["id"]
    waits = maker.post(f"/receivables/{identity}/confirm", {}, 202)["id"]
    return (maker if as_maker else world.client(made["api_key"], maker.id)), {"approval": waits}


def withdrawing(world: World) -> Ready:
    return approving(world, as_maker=True)


def profiled(world: World) -> Ready:
    body = OPERATIONS["save_import_profile"].body()
    assert body is not None
    assert world.supplier.http.put("/import-profiles/our-erp", json=body[1]).is_success
    return world.supplier, {"name": "our-erp"}


def operation(world: World) -> Ready:
    made = world.supplier.http.get("/operations").json()["data"]
    return world.supplier, {"operation": made[0]["id"]} if made else {}


def auctioned(world: World) -> Ready:
    client, ids = tokenised(world)
    body = OPERATIONS["open_auction"].body()
    assert body is not None
    made = client.post("/auctions", replaced(body[1], renamed(world, ids)))
    return world.bank, {"auction": str(made["auction"]["id"])}


def batched(world: World) -> Ready:
    body = OPERATIONS["post_batch"].body()
    assert body is not None
    made = world.core.post("/batches", replaced(body[1], renamed(world, {})))
    return world.core, {"root": made["batch"]["root"]}


def traced(world: World) -> Ready:
    client, ids = tokenised(world)
    return client, ids | {"holder": client.id}


def suspended(world: World) -> Ready:
    client = world.register("supplier")
    world.operator.post(f"/participants/{client.id}/suspend", None, 200)
    return world.operator, {"participant": client.id}


def fresh(world: World) -> Ready:
    return world.operator, {"participant": world.register("supplier").id}


def regulator(world: World) -> Ready:
    return world.operator, {"participant": world.register("regulator").id}


def appointed(world: World) -> Client:
    made = world.register("regulator")
    world.operator.post(f"/participants/{made.id}/appoint-regulator", None, 200)
    return made


def law(world: World) -> Ready:
    return appointed(world), {"participant": world.register("supplier").id}


def frozen(world: World) -> Ready:
    client, ids = law(world)
    order = {"order": "2026-EXEC-17", "until": "2026-12-31"}
    client.post(f"/participants/{ids['participant']}/freeze", order, 200)
    return client, ids


def unit_law(world: World) -> Ready:
    return appointed(world), tokenised(world)[1]


def units_frozen(world: World) -> Ready:
    client, ids = unit_law(world)
    body = {
        "holder": world.supplier.id,
        "order": "2026-EXEC-17",
        "until": "2026-12-31",
        "amount": money("100.00"),
    }
    client.post(f"/receivables/{ids['receivable']}/freezes", body, 200)
    return client, ids


def someone(attribute: str) -> Callable[[World], Ready]:
    """One of the world, who asks about itself."""

    def ready(world: World) -> Ready:
        client = getattr(world, attribute)
        return client, {"participant": client.id} if client.id else {}

    return ready


READY: dict[str, Callable[[World], Ready]] = {
    **dict.fromkeys(("reject",), to_confirm),
    **dict.fromkeys(("confirm", "confirm_many", "dispute"), to_confirm),
    **dict.fromkeys(("tokenise", "tokenise_many", "cancel"), confirmed),
    **dict.fromkeys(("ask", "transfer", "open_auction"), tokenised),
    **dict.fromkeys(("pay", "pay_many"), owing),
    **dict.fromkeys(("redeem", "redeem_many"), paid),
    **dict.fromkeys(("one_ask", "comparison", "quotes"), asked),
    **dict.fromkeys(("quote", "accept_quote", "price_quote"), quoted),
    **dict.fromkeys(("facility", "change_facility", "close_facility"), facility),
    **dict.fromkeys(("draw_on_facility", "preview_draw"), drawing),
    **dict.fromkeys(("order", "cancel_order"), ordered),
    **dict.fromkeys(("fill_order", "preview_fill"), filling),
    **dict.fromkeys(("instruction", "instruction_decisions", "end_instruction"), instructed),
    **dict.fromkeys(
        ("webhook", "remove_webhook", "change_webhook", "deliveries", "ping", "rotate_secret"),
        hooked,
    ),
    **dict.fromkeys(("user", "remove_user", "issue_credential"), user),
    **dict.fromkeys(("credential", "revoke_credential", "rotate_credential"), credential),
    **dict.fromkeys(("approval", "approve", "refuse_approval"), approving),
    **dict.fromkeys(("suspend", "set_credit_line", "state_contact", "contact"), fresh),
    **dict.fromkeys(("registration_data", "registration_sheet", "assignment_notice"), bought),
    "operation": operation,
    "get_import_profile": profiled,
    "withdraw_approval": withdrawing,
    "cancel_quote": quoting,
    "offer_quote": to_quote,
    "resolve_dispute": disputed,
    "reinstate": suspended,
    "appoint_regulator": regulator,
    "freeze": law,
    "unfreeze": frozen,
    "freeze_units": unit_law,
    "unfreeze_units": units_frozen,
    **dict.fromkeys(("auction", "commit", "clear", "deliver", "lapse", "reveal"), auctioned),
    "close_batch": batched,
    **dict.fromkeys(("carry_out_recovery", "request_recovery"), fresh),
    "provenance": traced,
    "set_approval_policy": user,
    "add_user": user,
    **dict.fromkeys(
        ("metrics", "announce_rule", "register", "clock", "faucet", "make_world"),
        someone("operator"),
    ),
    # nobody else could go on in this world: tests/api/test_sandbox_reset.py has one of its own
    "reset": someone("core"),
    **dict.fromkeys(("issue_receivable", "post_batch", "payment_file"), someone("core")),
    **dict.fromkeys(
        ("open_facility", "place_order", "instruct", "cancel_all_quotes", "cancel_all_orders"),
        someone("bank"),
    ),
    **dict.fromkeys(("withdraw_credit", "put_back"), someone("bank")),
    **dict.fromkeys(("release_hold_back", "collect_debt"), someone("bank")),
}


def renamed(world: World, ids: Ids) -> Callable[[str], str]:
    """What puts the ids of the world in the place of those of the examples."""
    names = {
        "par_1": world.core.id,
        "par_2": world.bank.id,
        "par_3": world.supplier.id,
        "par_5": world.tier2.id,
        "par_7": world.supplier.id,
        "https://treasury.example/sfc": HOOK,
    }
    number = f"INV-2026-{next(NUMBERS):04d}"

    def change(text: str) -> str:
        for prefix, name in (("rcv_", "receivable"), ("usr_", "user")):
            if text.startswith(prefix):
                return ids.get(name, text)
        return names.get(text, text).replace("INV-2026-0815", number).replace("91310000", number)

    return change


def new(roles: str) -> Callable[[World], Ready]:
    """Somebody of whom nothing else depends."""

    def ready(world: World) -> Ready:
        client = world.register(roles)
        return client, {"participant": client.id}

    return ready


def default(each: Described) -> Callable[[World], Ready]:
    if "receivable" in each.names:
        return tokenised
    return someone("supplier")
