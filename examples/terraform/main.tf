terraform {
  required_providers {
    alicloud = {
      source  = "aliyun/alicloud"
      version = "~> 1.260"
    }
  }
}

provider "alicloud" {
  region = var.region
}

locals {
  name     = "shop"
  vpc_cidr = "172.16.0.0/12"
  anywhere = "0.0.0.0/0"
}

resource "alicloud_vpc" "main" {
  vpc_name   = local.name
  cidr_block = local.vpc_cidr
}

resource "alicloud_vswitch" "main" {
  vpc_id     = alicloud_vpc.main.id
  cidr_block = cidrsubnet(local.vpc_cidr, 12, 1)
  zone_id    = "${var.region}-h"
}

resource "alicloud_security_group" "web" {
  security_group_name = "${local.name}-web"
  vpc_id              = alicloud_vpc.main.id
}

resource "alicloud_security_group_rule" "web" {
  for_each          = var.public_tcp_ports
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "${each.value}/${each.value}"
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = local.anywhere
}

module "admin" {
  source            = "./modules/ssh-access"
  security_group_id = alicloud_security_group.web.id
  sources           = var.admin_cidrs
}

# Denying is not exposure.
resource "alicloud_security_group_rule" "no_rdp" {
  type              = "ingress"
  ip_protocol       = "tcp"
  port_range        = "3389/3389"
  policy            = "drop"
  priority          = 1
  security_group_id = alicloud_security_group.web.id
  cidr_ip           = "0.0.0.0/0"
}

resource "alicloud_alb_load_balancer" "main" {
  load_balancer_name     = local.name
  address_type           = "Internet"
  load_balancer_edition  = "Standard"
  vpc_id                 = alicloud_vpc.main.id
  address_allocated_mode = "Fixed"
  load_balancer_billing_config {
    pay_type = "PayAsYouGo"
  }
  zone_mappings {
    vswitch_id = alicloud_vswitch.main.id
    zone_id    = alicloud_vswitch.main.zone_id
  }
}

resource "alicloud_alb_listener" "http" {
  load_balancer_id  = alicloud_alb_load_balancer.main.id
  listener_protocol = "HTTP"
  listener_port     = 80
  default_actions {
    type = "ForwardGroup"
    forward_group_config {
      server_group_tuples {
        server_group_id = alicloud_alb_server_group.web.id
      }
    }
  }
}

resource "alicloud_alb_server_group" "web" {
  server_group_name = local.name
  protocol          = "HTTP"
  vpc_id            = alicloud_vpc.main.id
  health_check_config {
    health_check_enabled = true
  }
  sticky_session_config {
    sticky_session_enabled = false
  }
}

resource "alicloud_db_instance" "main" {
  engine                   = "MySQL"
  engine_version           = "8.0"
  instance_type            = "mysql.n2.medium.1"
  instance_storage         = 50
  vswitch_id               = alicloud_vswitch.main.id
  security_ips             = [local.vpc_cidr]
  ssl_action               = "Open"
  db_instance_storage_type = "cloud_essd"
}
