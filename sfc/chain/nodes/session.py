"""How requests reach a node: on connections that stay open, all else worked out once."""

from functools import cached_property
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter

MOST_IDLE = 64
"""Connections that are kept for the next request."""


class NodeSession(requests.Session):
    """Posts to one URL; any thread may use it. To be given to web3's provider.

    Proxies, certificates and credentials, of the URL and of the environment, are found out as ever,
    but for the first request only: to do that each time takes twice as long as a node on the same
    machine takes to answer. Nothing is tried again.
    """

    def __init__(self, url: str, timeout: float) -> None:
        super().__init__()
        self._url = url
        self._timeout = urllib3.Timeout(connect=timeout, read=timeout)
        self._adapter = HTTPAdapter(pool_maxsize=MOST_IDLE)

    def post(self, url: Any, data: Any = None, json: Any = None, **more: Any) -> requests.Response:
        """Send a body to the URL, whichever is named. Raises requests.RequestException."""
        pool, target, headers = self._way
        try:
            came = pool.urlopen(
                *("POST", target, data),
                headers=headers | more.get("headers", {}),
                retries=False,
                redirect=False,
                assert_same_host=False,  # a proxy is another
                timeout=self._timeout,
            )
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise requests.ConnectionError(error) from error
        if came.get_redirect_location():
            return super().post(url, data, json, **more)
        answer = requests.Response()
        answer.status_code, answer.reason = came.status, came.reason or ""
        answer.raw, answer._content = came, came.data
        return answer

    @cached_property
    def _way(self) -> tuple[urllib3.HTTPConnectionPool, str, dict[str, str]]:
        prepared = self.prepare_request(requests.Request("POST", self._url))
        url = str(prepared.url)
        found = self.merge_environment_settings(url, {}, None, None, None)
        verify, cert, proxies = found["verify"], found["cert"], found["proxies"]
        pool = self._adapter.get_connection_with_tls_context(prepared, verify, proxies, cert)
        self._adapter.cert_verify(pool, url, verify, cert)
        headers = {name: str(value) for name, value in prepared.headers.items()}
        del headers["Content-Length"]  # of no body
        return pool, self._adapter.request_url(prepared, proxies), headers
