"""The addresses of this room."""

from django.urls import path

from filon.accounts.views import links, preferences, second_step, security, signing_in, tokens, users

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing_in.sign_in, name="sign-in"),
    path("sign-in/code/", signing_in.sign_in_code, name="sign-in-code"),
    path("sign-in/forgotten/", links.forgotten, name="forgotten"),
    path("sign-out/", signing_in.sign_out, name="sign-out"),
    path("link/<str:raw>/", links.link, name="link"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("preferences/security/", security.security, name="security"),
    path("preferences/security/password/", security.password, name="password"),
    path("preferences/security/sessions/", security.sessions_end, name="sessions-end"),
    path("preferences/security/app/", second_step.app, name="app"),
    path("preferences/security/app.svg", second_step.app_qr, name="app-qr"),
    path("preferences/security/codes/", second_step.recovery_codes, name="recovery-codes"),
    path("preferences/security/key/", second_step.key_new, name="key-new"),
    path("preferences/security/key/<int:pk>/remove/", second_step.key_remove, name="key-remove"),
    path("preferences/security/second-step/", second_step.second_step_change, name="second-step"),
    path("preferences/tokens/", tokens.tokens, name="tokens"),
    path("preferences/tokens/<int:pk>/revoke/", tokens.token_revoke, name="token-revoke"),
    path("system/users/", users.user_list, name="users"),
    path("system/users/new/", users.user_new, name="user-new"),
    path("system/users/<int:pk>/", users.user, name="user"),
    path("system/users/<int:pk>/invite/", users.user_invite, name="user-invite"),
    path("system/users/<int:pk>/reset/", users.user_reset, name="user-reset"),
    path("system/users/<int:pk>/second-step/", users.user_second_step_off, name="user-second-step-off"),
    path("system/users/<int:pk>/delete/", users.user_delete, name="user-delete"),
]
