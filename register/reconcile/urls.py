"""Which address of the service leads where."""

from django.urls import path

from register.reconcile import views

urlpatterns = [
    path("reconcile/", views.ReconcileView.as_view(), name="reconcile"),
    # Clients post to the address as people typed it; a redirect would lose what they send.
    path("reconcile", views.ReconcileView.as_view()),
    path("reconcile/preview/", views.PreviewView.as_view(), name="reconcile-preview"),
    path("reconcile/flyout/", views.FlyoutView.as_view(), name="reconcile-flyout"),
    path("reconcile/properties/", views.PropertiesView.as_view(), name="reconcile-properties"),
    path("reconcile/suggest/<str:what>/", views.SuggestView.as_view(), name="reconcile-suggest"),
]
