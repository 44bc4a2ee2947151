"""Pages by keyset with the envelope and the cursors of the product."""

from django.db.models import Q
from rest_framework.pagination import BasePagination
from rest_framework.response import Response

from lib.api.cursors import decode, encode
from lib.api.pages import COUNT_CAP


class Keyset(BasePagination):
    """Cuts a page by the view's `sort` column, descending, and the id."""

    def paginate_queryset(self, queryset, request, view=None):
        self.request, self.size = request, int(request.query_params.get("page_size", 50))
        self.sort = view.sort
        counted = queryset.order_by()
        cursor = request.query_params.get("cursor")
        if cursor:
            _, key, pk = decode(cursor)
            queryset = queryset.filter(Q(**{f"{self.sort}__lt": key}) | Q(**{self.sort: key}, pk__lt=pk))
        rows = list(queryset.order_by(f"-{self.sort}", "-pk")[: self.size + 1])
        self.more, rows = len(rows) > self.size, rows[: self.size]
        self.after = bool(cursor)
        self.count = len(rows) if not cursor and not self.more else counted.values("pk")[: COUNT_CAP + 1].count()
        self.rows = rows
        return rows

    def _address(self, direction, row):
        cursor = encode(direction, getattr(row, self.sort), row.pk)
        query = self.request.query_params.copy()
        query["cursor"] = cursor
        return f"{self.request.build_absolute_uri(self.request.path)}?{query.urlencode()}"

    def get_paginated_response(self, data):
        return Response(
            {
                "count": min(self.count, COUNT_CAP),
                "count_exact": self.count <= COUNT_CAP,
                "next": self._address("n", self.rows[-1]) if self.more else None,
                "previous": self._address("p", self.rows[0]) if self.after and self.rows else None,
                "results": data,
            }
        )
