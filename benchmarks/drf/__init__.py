"""The conventional twin: the same answers by ModelSerializers, prefetch_related and django-filter."""
