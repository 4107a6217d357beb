"""People, shops, their rules and their record: the tables everything else points at."""

import django.contrib.auth.validators
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

import helpdesk.accounts.models.shop
import helpdesk.kernel.clock
import helpdesk.kernel.tokens
from helpdesk.kernel.migrating import AtOnce


class Migration(AtOnce):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "username",
                    models.CharField(
                        max_length=150,
                        validators=[django.contrib.auth.validators.UnicodeUsernameValidator()],
                    ),
                ),
                ("display_name", models.CharField(blank=True, max_length=60)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("is_active", models.BooleanField(default=True)),
                ("is_staff", models.BooleanField(default=False)),
                ("is_superuser", models.BooleanField(default=False)),
                ("auth_version", models.PositiveIntegerField(default=1)),
                (
                    "send_key",
                    models.CharField(
                        choices=[("enter", "按 Enter 发送"), ("ctrl_enter", "按 Ctrl+Enter 发送")],
                        default="enter",
                        max_length=10,
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        choices=[("auto", "跟随系统"), ("light", "浅色"), ("dark", "深色")],
                        default="auto",
                        max_length=5,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("zh-hans", "简体中文"), ("en", "English")],
                        max_length=7,
                    ),
                ),
                ("date_joined", models.DateTimeField(default=helpdesk.kernel.clock.now)),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.db.models.functions.text.Lower("email"),
                        name="accounts_user_email_lower",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("username",), name="accounts_user_username"),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("username"),
                        name="accounts_user_username_any_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("send_key__in", ["enter", "ctrl_enter"])),
                        name="accounts_user_send_key",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme__in", ["auto", "light", "dark"])),
                        name="accounts_user_theme",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["", "zh-hans", "en"])),
                        name="accounts_user_language",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ServicePulse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        choices=[("worker", "worker"), ("beat", "beat")], max_length=20
                    ),
                ),
                ("at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("name",), name="accounts_servicepulse_name")
                ],
            },
        ),
        migrations.CreateModel(
            name="Shop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("slug", models.SlugField(db_index=False)),
                (
                    "time_zone",
                    models.CharField(
                        default="Asia/Shanghai",
                        max_length=50,
                        validators=[helpdesk.accounts.models.shop.known_time_zone],
                    ),
                ),
                (
                    "business_day_cut",
                    models.TimeField(default=helpdesk.accounts.models.shop.midnight),
                ),
                ("is_demo", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("slug",), name="accounts_shop_slug")
                ],
            },
        ),
        migrations.CreateModel(
            name="SignInAttempt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name_key", models.CharField(max_length=64)),
                ("address", models.CharField(blank=True, max_length=45)),
                ("at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_key", "-at"], name="accounts_attempt_name"),
                    models.Index(fields=["address", "-at"], name="accounts_attempt_address"),
                    models.Index(fields=["at"], name="accounts_attempt_age"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ResetLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "nonce",
                    models.CharField(default=helpdesk.kernel.tokens.random_key, max_length=40),
                ),
                ("issued_at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "issued_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reset_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("nonce",), name="accounts_resetlink_nonce")
                ],
            },
        ),
        migrations.CreateModel(
            name="Policy",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("value", models.JSONField()),
                ("source", models.TextField(blank=True)),
                ("effective_from", models.DateTimeField()),
                ("set_at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="policies",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        fields=["shop", "name", "-effective_from", "-id"],
                        name="accounts_policy_latest",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("agent", "客服"), ("supervisor", "主管"), ("owner", "店长")],
                        max_length=10,
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                ("alias", models.CharField(blank=True, max_length=60)),
                ("joined_at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("shop", "user"), name="accounts_membership_once"
                    ),
                    models.UniqueConstraint(
                        fields=("shop", "id"), name="accounts_membership_shop_id"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["agent", "supervisor", "owner"])),
                        name="accounts_membership_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("actor_name", models.CharField(blank=True, max_length=150)),
                ("verb", models.CharField(max_length=60)),
                ("target_type", models.CharField(blank=True, max_length=40)),
                ("target_id", models.CharField(blank=True, max_length=64)),
                ("data", models.JSONField(default=dict)),
                ("at", models.DateTimeField(default=helpdesk.kernel.clock.now)),
                (
                    "actor",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "shop",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="audit_entries",
                        to="accounts.shop",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["shop", "-id"], name="accounts_audit_newest"),
                    models.Index(
                        fields=["shop", "target_type", "target_id", "-id"],
                        name="accounts_audit_target",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("shop__isnull", False),
                            ("verb__regex", "^(sign_in|password)\\."),
                            _connector="OR",
                        ),
                        name="accounts_auditentry_shop",
                    )
                ],
            },
        ),
    ]
